from odoo import api, fields, models

from .health_archive_followup import SENSITIVE


class HealthArchive(models.Model):
    """Visits of the resident in the sensitive programmes; to others there are none."""

    _inherit = "health.archive"

    sensitive_followup_count = fields.Integer(
        "Number of sensitive follow-ups", compute="_compute_sensitive_followup_count",
        groups=SENSITIVE,
    )  # fmt: skip

    @api.depends("sensitive_followup_ids.seal_state")
    def _compute_sensitive_followup_count(self):
        domain = [("archive_id", "in", self.ids), ("seal_state", "!=", "superseded")]
        followups = self.env["health.followup.sensitive"]
        counts = dict(followups._read_group(domain, ["archive_id"], ["__count"]))
        for archive in self:
            archive.sensitive_followup_count = counts.get(archive._origin, 0)

    def action_open_sensitive_followups(self):
        """List the visits of this resident in the sensitive programmes, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_followup.health_followup_sensitive_action"
        )
        return action | {
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_archive_id": self.id},
        }

    def action_follow_up_sensitive(self):
        """Begin a visit: at once if the resident is in one such programme, else choose it."""
        self.ensure_one()
        enrolments = self.sensitive_enrolment_ids
        opened = enrolments.filtered(lambda enrolment: enrolment.state != "closed")
        if len(opened) == 1:
            return opened.action_follow_up()
        return self.action_open_sensitive_enrolments()
