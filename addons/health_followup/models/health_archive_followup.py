from odoo import api, fields, models

from odoo.addons.health_archive.models.health_archive_timeline import TimelineEvent

SENSITIVE = "resident.group_health_sensitive"


class HealthArchive(models.Model):
    """Visits of the resident of an archive, in all programmes."""

    _inherit = "health.archive"

    followup_ids = fields.One2many("health.followup", "archive_id", "Follow-ups")
    sensitive_followup_ids = fields.One2many(
        "health.followup.sensitive", "archive_id", "Sensitive follow-ups", groups=SENSITIVE
    )
    followup_count = fields.Integer("Number of follow-ups", compute="_compute_followup_count")

    @api.depends("followup_ids.seal_state")
    def _compute_followup_count(self):
        counts = dict(
            self.env["health.followup"]._read_group(
                [("archive_id", "in", self.ids), ("seal_state", "!=", "superseded")],
                ["archive_id"],
                ["__count"],
            )
        )
        for archive in self:
            archive.followup_count = counts.get(archive._origin, 0)

    def action_open_followups(self):
        """List the visits of this resident in all programmes, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_followup.health_followup_action"
        )
        return action | {
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_archive_id": self.id},
        }

    def action_follow_up(self):
        """Begin a visit: of all that is due, one form after the other; else choose the programme."""
        self.ensure_one()
        enrolments = self.enrolment_ids.filtered(lambda enrolment: enrolment.state != "closed")
        if due := enrolments._get_due_on(fields.Date.context_today(self)):
            return due[0]._follow_up_in_turn()
        return (
            enrolments.action_follow_up() if len(enrolments) == 1 else self.action_open_enrolments()
        )

    def _get_timeline(self):
        events = super()._get_timeline() + self._get_followup_events(self.followup_ids)
        if self.env.user.has_group(SENSITIVE):
            events += self._get_followup_events(self.sensitive_followup_ids)
        return events

    def _get_followup_events(self, followups):
        return [
            TimelineEvent(
                followup.date,
                "followup",
                self.env._("Follow-up: %(programme)s", programme=followup.programme_id.name)
                + (f" · {followup.class_id.name}" if followup.class_id else ""),
                followup._name,
                followup.id,
                "fa-stethoscope",
            )
            for followup in followups
            if followup.seal_state != "superseded"
        ]
