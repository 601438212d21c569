from collections import defaultdict

from odoo import models
from odoo.fields import Domain


class ServiceObligation(models.Model):
    """What an assessment takes over of its obligations."""

    _inherit = "service.obligation"

    def _prepare_assessed(self):
        return {
            "code": self.code,
            "name": self.name,
            "core": self.core,
            "sequence": self.sequence,
            "unit": self.unit,
            "threshold": self.threshold,
        }

    def _count_claims(self, first, last):
        """``{(obligation id, state): number of claims}`` of the days from ``first`` to ``last``."""
        groups = self.env["service.claim"]._read_group(
            self._get_span_domain(first, last), ["obligation_id", "state"], ["__count"]
        )
        return {(obligation.id, state): count for obligation, state, count in groups}

    def _get_month_reasons(self, first, last):
        """``{obligation id: sentences}`` why claims of these days don't count, the most first."""
        groups = self.env["service.claim"]._read_group(
            self._get_span_domain(first, last) & Domain("state", "=", "rejected"),
            ["obligation_id", "reason"],
            ["__count"],
            order="__count DESC, reason",
        )
        reasons = defaultdict(list)
        for obligation, reason, count in groups:
            reasons[obligation.id].append(f"{count} × {reason}")  # noqa: RUF001
        return reasons

    def _get_span_domain(self, first, last):
        return self._get_claim_domain(last) & Domain("date", ">=", first)
