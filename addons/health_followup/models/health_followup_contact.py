from odoo import api, fields, models

ENROLMENTS = ("health.enrolment", "health.enrolment.sensitive")


class HealthFollowupMixin(models.AbstractModel):
    """What else the same resident is due for: visited on the same day, with numbers entered once."""

    _inherit = "health.followup.mixin"

    other_due_text = fields.Char("Also due", compute="_compute_other_due_text")

    @api.depends("archive_id", "date", "seal_state")
    def _compute_other_due_text(self):
        for followup in self:
            due = followup._get_other_due() if followup.seal_state == "sealed" else ()
            followup.other_due_text = "、".join(one.programme_id.name for one in due)

    def action_sign(self):
        """Sign; in turn, the visit of the next programme that is due begins."""
        result = super().action_sign()
        if len(self) == 1 and self.env.context.get("follow_up_in_turn"):
            return self.action_follow_up_next() or result
        return result

    def action_follow_up_next(self):
        """Visit the same resident on the same day for the next programme that is due."""
        self.ensure_one()
        due = self._get_other_due()
        return due[0]._follow_up_in_turn(self.date) if due else False

    def _get_other_due(self):
        """Other enrolments of the resident, as far as the user sees them, due on that day."""
        self.ensure_one()
        if not self.archive_id or not self.date:
            return []
        found = []
        for name in ENROLMENTS:
            enrolments = self.env[name]
            if enrolments.has_access("read"):
                mine = enrolments.search([("archive_id", "=", self.archive_id._origin.id)])
                found += mine._get_due_on(self.date)
        return [enrolment for enrolment in found if enrolment != self.enrolment_id._origin]

    @api.model
    def _get_headline_boxes(self):
        return [name for name in ("sbp", "dbp", "dm_glucose") if name in self._fields]

    def _get_headline(self):
        """What the list of who is due tells of this visit, in a few characters."""
        self.ensure_one()
        found = {name: self[name] for name in self._get_headline_boxes()}
        parts = []
        if found["sbp"] and found["dbp"]:
            parts.append(f"{self.sbp}/{self.dbp} mmHg")
        if found.get("dm_glucose"):
            parts.append(f"{self.dm_glucose:g} mmol/L")
        return " · ".join(parts)
