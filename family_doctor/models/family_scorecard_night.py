from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import date_utils


class FamilyScorecard(models.Model):
    """Nobody counts by hand: what ended is counted by night, until it is frozen."""

    _inherit = "family.scorecard"

    @api.model
    def _cron_count(self):
        """Count the month and the quarter that ended last, for each tree of units.

        Drafts are counted anew each night, as records of the period still come in; where a
        manager has frozen all cards of a period, nothing is counted any more.
        """
        roots = self.env["org.unit"].search([("parent_id", "=", False)])
        works = [(root, *span) for span in self._get_ended_periods() for root in roots]
        for index, (root, first, last) in enumerate(works):
            if self._has_to_count(root, first, last):
                self._count_query(self._prepare_query(root, first, last))
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(works) - index - 1):
                return

    def _get_ended_periods(self):
        """``[(first day, last day)]`` of the month and the quarter before today."""
        today = fields.Date.context_today(self)
        periods = []
        for granularity in ("month", "quarter"):
            last = date_utils.start_of(today, granularity) - timedelta(days=1)
            periods.append((date_utils.start_of(last, granularity), last))
        return periods

    def _has_to_count(self, root, first, last):
        cards = self._read_group(
            [("org_unit_id", "child_of", root.id), ("date_from", "=", first),
             ("date_to", "=", last)],
            ["state"],
        )  # fmt: skip
        return not cards or ("draft",) in cards

    def _prepare_query(self, unit, first, last):
        indicators = self.env["indicator.indicator"]
        return {
            "unit": unit,
            "units": indicators._get_units_below(unit),
            "team": self.env["care.team"],
            "tag": self.env["resident.population.tag"],
            "span": indicators._get_span(first, last),
        }
