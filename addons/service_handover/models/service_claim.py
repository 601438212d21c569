from odoo import api, models

from odoo.addons.safe_spreadsheet.tools import LedgerColumn

from ..tools import local_naive


class ServiceClaim(models.Model):
    """A claim as it is handed over."""

    _inherit = "service.claim"

    @api.model
    def _get_handover_columns(self):
        """Columns of the claims, in the order of :meth:`_get_handover_row`."""
        _, column = self.env._, LedgerColumn
        return [
            column(_("Obligation"), 10),
            column(_("Date"), 12, "date"),
            column(_("Row of ledger.xlsx"), 9, "integer"),
            column(_("Record"), 36),
            column(_("Person"), 11),
            column(_("Value"), 8, "number"),
            column(_("State"), 10),
            column(_("Why Not"), 50),
            column(_("Decision of the Centre"), 12),
            column(_("Decided By"), 11),
            column(_("Decided At"), 17, "datetime"),
            column(_("Reason of the Decision"), 30),
        ]

    @api.model
    def _get_handover_labels(self):
        """``{field: {value: label}}``, for :meth:`_get_handover_row`."""
        return {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("state", "decision")
        }

    def _get_handover_row(self, contents, labels):
        """The cells of this claim."""
        self.ensure_one()
        is_entry = self.res_model == "service.entry"
        return [
            self.obligation_id.code,
            self.date,
            contents.numbers.get(self.res_id) if is_entry else None,
            self.res_name,
            self.partner_id.name,
            self.value,
            labels["state"][self.state],
            self.reason,
            labels["decision"].get(self.decision),
            self.decided_by_id.name,
            local_naive(self.decided_at),
            self.decision_reason,
        ]
