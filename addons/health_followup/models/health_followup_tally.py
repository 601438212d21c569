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
        """Count anew the years of these visits, and the next ones, which they promise a visit."""
        this_year = fields.Date.context_today(self).year
        years = {visit.date.year + more for visit in self for more in (0, 1)}
        if years := sorted(year for year in years if year <= this_year):
            self.env[YEARS[self._name]]._tally(self.enrolment_id, years)
