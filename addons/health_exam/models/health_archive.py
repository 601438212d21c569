from odoo import api, fields, models

from odoo.addons.health_archive.models.health_archive_timeline import TimelineEvent

from .health_exam_reporting import REPORTED


class HealthArchive(models.Model):
    """Exams of the resident of an archive."""

    _inherit = "health.archive"
    _server_fields = frozenset({"last_exam_date"})

    exam_ids = fields.One2many("health.exam", "archive_id", "Examinations")
    exam_count = fields.Integer("Number of examinations", compute="_compute_exam_count")
    last_exam_date = fields.Date(
        "Last examination", readonly=True, copy=False,
        help="Day of the last exam whose report is in the archive.",
    )  # fmt: skip

    def _compute_exam_count(self):
        groups = self.env["health.exam"]._read_group(
            [("archive_id", "in", self.ids), ("state", "!=", "void")], ["archive_id"], ["__count"]
        )
        counts = {archive.id: count for archive, count in groups}
        for archive in self:
            archive.exam_count = counts.get(archive.id, 0)

    def action_open_exams(self):
        """List the exams of this resident, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("health_exam.health_exam_action")
        return action | {
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_partner_id": self.partner_id.id},
        }

    def _is_logged_field(self, name):
        # the exam's own log says it
        return name != "last_exam_date" and super()._is_logged_field(name)

    @api.model
    def _get_timeline_labels(self):
        return super()._get_timeline_labels() | {"exam": self.env._("Examination")}

    def _get_timeline(self):
        reported = self.exam_ids.filtered(lambda exam: exam.state in REPORTED)
        return super()._get_timeline() + [
            TimelineEvent(
                exam.date,
                "exam",
                self.env._("Health examination %(number)s", number=exam.exam_number)
                + (f" · {exam.evaluation_id.name}" if exam.evaluation_id else ""),
                exam._name,
                exam.id,
                "fa-user-md",
            )
            for exam in reported
        ]
