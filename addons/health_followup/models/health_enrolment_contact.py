from odoo import models

from .health_enrolment_followup import FOLLOWUPS


class HealthEnrolmentMixin(models.AbstractModel):
    """One contact serves all programmes in which the resident is due (domain C.15.4)."""

    _inherit = "health.enrolment.mixin"

    def _get_due_on(self, date):
        """Those of these enrolments that are due on ``date`` and weren't visited on that day.

        :return: the one that is due longest first
        """
        before, _after = self._get_window()
        due = self.filtered(
            lambda e: e.state == "open" and e.next_due_date and e.next_due_date - before <= date
        )
        visited = self.env[FOLLOWUPS[self._name]].search(
            [
                ("enrolment_id", "in", due.ids),
                ("date", "=", date),
                ("seal_state", "=", "sealed"),
            ]
        )
        return (due - visited.enrolment_id).sorted(lambda e: (e.next_due_date, e.id))

    def _follow_up_in_turn(self, date=None):
        """Begin the visit of one enrolment; signing it begins the next one that is due."""
        action = self.action_follow_up()
        in_turn = {"follow_up_in_turn": True} | ({"default_date": date} if date else {})
        return action | {"context": action["context"] | in_turn}
