from odoo import models


class HealthFollowupMixin(models.AbstractModel):
    """The class of the visit before, which decides, too: also when both are decided together."""

    _inherit = "health.followup.mixin"

    def _get_undecided(self):
        """Those of these visits whose class follows a decision that is still to be made."""
        field = self._fields["class_id"]
        return self & (self.env.records_to_compute(field) | self.env.protected(field))

    def _get_earlier_visits(self):
        """``{enrolment: visits that may come before one of these, the latest first}``."""
        measured = self.filtered(lambda followup: followup._is_measured())
        if not measured:
            return {}
        # not searched by class: that would compute the class of a visit before its decision
        visits = self.search_fetch(
            [
                ("enrolment_id", "in", measured.enrolment_id._origin.ids),
                ("date", "<", max(measured.mapped("date"))),
                ("seal_state", "!=", "superseded"),
            ],
            ["enrolment_id", "date", "class_id"],
            order="date desc, id desc",
        )
        return visits.grouped("enrolment_id")

    def _get_previous_class(self, before, undecided):
        """Class of the last visit before this one that had one, whatever time ago.

        :param before: of all that are decided now, see ``_get_earlier_visits``
        :param undecided: visits whose class isn't written; the decision of earlier ones is
        """
        self.ensure_one()
        for visit in before.get(self.enrolment_id._origin, ()):
            if visit.date >= self.date or visit == self._origin:
                continue
            if found := visit.proposed_class_id if visit in undecided else visit.class_id:
                return found
        return self.env["health.code"]
