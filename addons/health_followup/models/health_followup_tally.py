from odoo import fields, models

YEARS = {
    "health.followup": "health.followup.year",
    "health.followup.sensitive": "health.followup.year.sensitive",
}
"""Which model tallies the years of which visits."""


class HealthFollowupMixin(models.AbstractModel):
    """What is signed, or called off, counts at once in the year of the enrolment."""

    _inherit = "health.followup.mixin"

    def action_sign(self):
        """Sign, and count the visit."""
        result = super().action_sign()
        self._tally_years()
        return result

    def _correct(self, reason):
        copy = super()._correct(reason)
        self._tally_years()
        return copy

    def _withdraw_correction(self):
        originals = self.filtered(lambda visit: visit.seal_state == "open").supersedes_id
        super()._withdraw_correction()
        originals._tally_years()

    def _tally_years(self):
        """Count anew the years from the first of these visits on: each promises one of the next.

        Years without a visit, of an enrolment that began long before it was entered, count too.
        """
        if self:
            this_year, first = fields.Date.context_today(self).year, min(self.mapped("date")).year
            years = range(first, this_year + 1)
            self.env[YEARS[self._name]]._tally(self.enrolment_id, years)
