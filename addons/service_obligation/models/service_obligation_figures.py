from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

from ..tools import BESIDES, Tally, Terms, make_figure


class ServiceObligation(models.Model):
    """Target against actual at a day, all obligations of a project in a handful of queries."""

    _inherit = "service.obligation"

    def _get_figures(self, date=None):
        """``{obligation id: Figure}`` of what was done up to ``date`` (default: today).

        Claims count by their day; whether they were complete on that day is not asked, but whether
        they are now. The period is compared up to its last day at most.
        """
        date = date or service_today()
        tallies = self._get_tallies(date)
        behind_share = self.env["service.rule"]._get("behind_share", date)
        return {
            obligation.id: make_figure(
                obligation._get_terms(date), Tally(**tallies[obligation.id]), behind_share
            )
            for obligation in self
        }

    def _get_terms(self, date):
        project = self.project_id
        last = project.date + timedelta(days=self.days_after_end)
        return Terms(
            measure=self.measure if self.kind_id else "listed",
            comparison=self.comparison,
            threshold=self.threshold,
            is_prorated=self.is_prorated,
            start=project.date_start,
            elapsed=(project._get_cut_off(date) - project.date_start).days + 1,
            days=(project.date - project.date_start).days + 1,
            is_over=date >= last,
        )

    def _get_tallies(self, date):
        """``{obligation id: values of a Tally}``"""
        tallies = defaultdict(dict)
        groups = self.env["service.claim"]._read_group(
            self._get_claim_domain(date),
            ["obligation_id", "state", "cause"],
            ["__count", "value:sum", "partner_id:count_distinct"],
        )
        for obligation, state, cause, count, value, persons in groups:
            tally = tallies[obligation.id]
            tally[state] = tally.get(state, 0) + count
            if state == "accepted":
                tally |= {"value": round(value, 2), "persons": persons}
            elif cause == "acceptance":
                tally["waiting"] = count
            elif cause in BESIDES:
                tally["beside"] = tally.get("beside", 0) + count
        for project, shares in self._get_shares().grouped("project_id").items():
            roster = project._get_roster_count(project._get_cut_off(date))
            reached = shares._count_reached(date)
            for obligation in shares:
                numbers = {"roster": roster, "reached": reached.get(obligation, 0)}
                tallies[obligation.id] |= numbers
        return tallies

    def _get_shares(self):
        return self.filtered(lambda obligation: obligation.measure == "roster_share")

    def _count_reached(self, date):
        """``{obligation: number of people}`` on the roster at ``date`` with an accepted claim."""
        on_roster = Domain("partner_id", "in", self._get_roster_query(date))
        accepted = self._get_claim_domain(date) & Domain("state", "=", "accepted")
        claims = self.env["service.claim"]
        return dict(
            claims._read_group(
                accepted & on_roster, ["obligation_id"], ["partner_id:count_distinct"]
            )
        )

    def _get_claim_domain(self, date):
        return Domain("obligation_id", "in", self.ids) & Domain("date", "<=", date)

    def _get_roster_query(self, date):
        """The people on the roster of the project of these obligations, as a subquery."""
        project = self.project_id
        domain = project._get_roster_domain(project._get_cut_off(date))
        return self.env["service.member"]._search(domain).subselect("partner_id")

    def _get_unreached_domain(self, date):
        """Domain of the rows of the roster at ``date`` without an accepted claim."""
        self.ensure_one()
        project = self.project_id
        accepted = self._get_claim_domain(date) & Domain("state", "=", "accepted")
        reached = self.env["service.claim"]._search(accepted & Domain("partner_id", "!=", False))
        return project._get_roster_domain(project._get_cut_off(date)) & Domain(
            "partner_id", "not in", reached.subselect("partner_id")
        )
