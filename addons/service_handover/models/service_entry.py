from odoo import api, models

from odoo.addons.safe_spreadsheet.tools import LedgerColumn

from ..tools import local_day, local_naive

CODES = ("photo", "signature")


class ServiceEntry(models.Model):
    """A row of the ledger as it is handed over: for people without Odoo."""

    _inherit = "service.entry"

    @api.model
    def _get_handover_columns(self):
        """Columns of ``ledger.xlsx``, in the order of :meth:`_get_handover_row`."""
        _, column = self.env._, LedgerColumn
        return [
            column(_("No."), 7, "integer"),
            column(_("Time"), 17, "datetime"),
            column(_("Person"), 11),
            column(_("Category"), 14),
            column(_("Service"), 14),
            column(_("Served By"), 11),
            column(_("State"), 11),
            column(_("Photos"), 34),
            column(_("Signatures"), 34),
            column(_("Other Files"), 34),
            column(_("Page on Paper"), 9),
            column(_("Demand"), 20),
            column(_("Contraindications Checked"), 9),
            column(_("Outcome"), 10),
            column(_("Result"), 24),
            column(_("Result of the Referral"), 20),
            column(_("Place"), 16),
            column(_("Minutes"), 8, "integer"),
            column(_("Minutes Waited"), 8, "integer"),
            column(_("Priority"), 10),
            column(_("Counts"), 10),
            column(_("Why Not"), 30),
            column(_("Still Missing"), 24),
            column(_("Corrects No."), 8, "integer"),
            column(_("Corrected By No."), 8, "integer"),
            column(_("Why Corrected or Void"), 24),
            column(_("Days Late"), 7, "integer"),
            column(_("Lateness Accepted"), 30),
            column(_("Signed By"), 11),
            column(_("Signed At"), 17, "datetime"),
            column(_("Seal (SHA-256)"), 68),
        ]

    @api.model
    def _get_handover_labels(self):
        """``{field: {value: label}}`` of what a row tells by its code, for :meth:`_get_handover_row`."""
        names = ("state", "outcome", "priority_reason", "claim_state")
        labels = {name: dict(self._fields[name]._description_selection(self.env)) for name in names}
        labels["state"]["corrected"] = self.env._("Corrected")
        return labels

    def _get_handover_row(self, contents, labels):
        """The cells of this row."""
        self.ensure_one()
        numbers = contents.numbers
        return [
            numbers[self.id],
            local_naive(self.performed_at),
            self.partner_id.name,
            self.member_id.category_id.name,
            self.kind_id.name,
            self.user_id.name,
            labels["state"][self._get_handover_state()],
            *(contents.get_files(self, code) for code in CODES),
            contents.get_other_files(self, CODES),
            self.paper_page,
            self.demand,
            self.env._("Yes") if self.is_checked else "",
            labels["outcome"].get(self.outcome),
            self.result,
            self.referral_result,
            self.place,
            self.duration,
            self.waiting,
            labels["priority_reason"].get(self.priority_reason),
            labels["claim_state"].get(self.claim_state),
            self.claim_note,
            self.missing,
            numbers.get(self.supersedes_id.id),
            numbers.get(self.superseded_by_id.id),
            self.void_reason or self.supersede_reason,
            self.days_late or None,
            self._get_handover_lateness(),
            self.sealed_by_id.name,
            local_naive(self.sealed_at),
            self.seal_hash,
        ]

    def _get_handover_state(self):
        """The state, or ``corrected`` where another row took the place of this one."""
        self.ensure_one()
        return "corrected" if self.superseded_by_id and self.state == "done" else self.state

    def _get_handover_lateness(self):
        if not self.late_allowed_at:
            return ""
        who, when = self.late_allowed_by_id.name, local_day(self.late_allowed_at)
        return f"{self.late_reason} ({who}, {when})"
