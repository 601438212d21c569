from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.year_tally import BEHIND, TALLY
from .health_enrolment_followup import FOLLOWUPS

RECHECKS = ("interval_adjusted", "interval_referral_check")
"""Interval rules of the visits that a changed drug or a referral asks for."""


class HealthFollowupYearMixin(models.AbstractModel):
    """The tally: one statement for any number of enrolments, in SQL because it writes millions."""

    _inherit = "health.followup.year.mixin"
    _enrolment_model = ""

    @api.model
    def _tally(self, enrolments, years=None):
        """Count the visits of ``enrolments`` anew.

        :param years: calendar years, by default the current one
        """
        today = fields.Date.context_today(self)
        self.env.flush_all()
        # compiling the statement takes PostgreSQL three times as long as running it
        self.env.cr.execute(SQL("SET LOCAL jit = off"))
        for year in years or (today.year,):
            if enrolments and year <= today.year:
                self.env.cr.execute(self._get_tally_sql(enrolments.ids, year, today))
        self.invalidate_model()

    @api.model
    def _cron_tally(self, limit=20000):
        """Tally every night all enrolments; go on where the time ran out."""
        today = fields.Date.context_today(self)
        # the last days of a year are counted when they are over
        for year in sorted({(today - timedelta(days=31)).year, today.year}):
            if not self._tally_all(year, today, limit):
                return

    @api.model
    def _tally_all(self, year, today, limit):
        """Tally, a batch at a time, the enrolments of a year that weren't tallied today.

        :return: whether the time was enough for all
        """
        cron, enrolments = self.env["ir.cron"], self.env[self._enrolment_model]
        managed, last = self._get_managed_domain(year), 0
        while batch := enrolments.search(
            managed & Domain("id", ">", last), order="id", limit=limit
        ):
            last = batch[-1].id
            stale = batch - self._get_tallied(batch, year, today)
            self._tally(stale, [year])
            remaining = enrolments.search_count(managed & Domain("id", ">", last))
            if stale and not cron._commit_progress(len(stale), remaining=remaining):
                return False
        return True

    @api.model
    def _get_managed_domain(self, year):
        first, last = _get_bounds(year)
        is_open = Domain("closed_date", "=", False) | Domain("closed_date", ">=", first)
        return Domain("enrolled_date", "<=", last) & is_open

    @api.model
    def _get_tallied(self, enrolments, year, today):
        domain = [
            ("enrolment_id", "in", enrolments.ids),
            ("year", "=", year),
            ("tallied_on", ">=", today),
        ]
        groups = self._read_group(domain, ["enrolment_id"])
        return enrolments.browse([enrolment.id for (enrolment,) in groups])

    @api.model
    def _get_paces(self, ids, day):
        """``[(programme, visits a year, whether a schedule says them)]`` by the rules of ``day``.

        The rule ``visits_<programme>`` says how many; without it, what the interval comes to.
        """
        rules, forms = self.env["health.rule"], self.env["health.followup.form"]
        enrolments, paces = self.env[self._enrolment_model], []
        for (programme,) in enrolments._read_group([("id", "in", ids)], ["programme_id"]):
            if rule := rules._find(f"visits_{programme.code}", day):
                visits = int(rule.value)
            else:
                interval = rules._find(programme.interval_code, day).value
                visits = -(-365 // int(interval)) if interval else 0
            paces.append((programme.id, visits, bool(forms._get_schedule(programme, day))))
        return paces

    @api.model
    def _get_scheduled_sql(self):
        """Hook: ``enrolment_id, due`` of visits that a schedule asks for, from the table ``span``."""
        return SQL("SELECT NULL::int AS enrolment_id, NULL::date AS due WHERE FALSE")

    @api.model
    def _get_evaluated_sql(self):
        """Hook: whether the yearly evaluation of enrolment ``e`` was done in the year."""
        return SQL("e.last_evaluation_date BETWEEN par.first AND par.last")

    def _get_tally_sql(self, ids, year, today):
        first, last = _get_bounds(year)
        rules, day = self.env["health.rule"], min(today, last)
        quarters = {q: date(year, 3 * q, 30 if q in (2, 3) else 31) for q in (1, 2, 3, 4)}
        return SQL(
            TALLY,
            table=SQL.identifier(self._table),
            enrolment=SQL.identifier(self.env[self._enrolment_model]._table),
            followup=SQL.identifier(self.env[FOLLOWUPS[self._enrolment_model]]._table),
            year=year,
            first=first,
            last=last,
            # the visit before the year may have promised the first one of it
            before=first - timedelta(days=366),
            today=day,
            tallied_on=today,
            is_past=last < today,
            ids=ids,
            uid=self.env.uid,
            rechecks=list(RECHECKS),
            largest_gap=int(rules._get("followup_largest_gap", day)),
            days_after=int(rules._get("due_days_after", day)),
            paces=SQL(", ").join(SQL("(%s, %s, %s)", *pace) for pace in self._get_paces(ids, day)),
            scheduled=self._get_scheduled_sql(),
            evaluated=self._get_evaluated_sql(),
            behind=SQL(", ").join(self._get_behind_sql(*quarter) for quarter in quarters.items()),
            **{f"q{quarter}": end for quarter, end in quarters.items()},
        )

    @api.model
    def _get_behind_sql(self, quarter, end):
        return SQL(
            BEHIND,
            end=end,
            name=SQL.identifier(f"q{quarter}"),
            label=SQL.identifier(f"behind_q{quarter}"),
        )


def _get_bounds(year):
    return date(year, 1, 1), date(year, 12, 31)
