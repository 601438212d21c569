from odoo import models

from odoo.addons.service_obligation.tools import Claim

COMPLETE = "row_complete"
# A service counts without its page on paper, which is asked of the row alone.
OF_THE_ROW = frozenset({"paper"})


class ServiceEntry(models.Model):
    """What a row of the ledger claims."""

    _inherit = "service.entry"
    _claim_fields = frozenset(
        {
            "partner_id", "kind_id", "visit_id", "performed_at", "demand", "is_checked", "outcome",
            "result", "referral_result", "paper_page", "state", "days_late", "late_allowed_at",
            "superseded_by_id",
        }
    )  # fmt: skip

    def _claim_anew(self):
        """A draft never claimed anything: nothing is asked of the database for it."""
        super(ServiceEntry, self.filtered(lambda entry: entry.state != "draft"))._claim_anew()

    def _get_claims(self):
        self.ensure_one()
        if not self._is_valid():
            return []
        gaps, refused = self._get_gaps(), self._get_refusal()
        needed = tuple(label for code, label in gaps.items() if code not in OF_THE_ROW)
        claims = [
            Claim(kind.code, self.date, self.partner_id, 1.0, needed, refused)
            for kind in self.kind_id.claim_kind_ids
        ]
        row = Claim(COMPLETE, self.date, self.partner_id, 1.0, tuple(gaps.values()))
        return [*claims, row]

    def _get_refusal(self):
        """Why the service never counts, or nothing."""
        if self.outcome == "not_done":
            return self.env._("Not carried out: %(why)s", why=self.result or "–")
        if self.is_repeated:
            return self.env._(
                "“%(kind)s” counts once a day for a person, and another row of this day has it.",
                kind=self.kind_id.name,
            )
        return ""
