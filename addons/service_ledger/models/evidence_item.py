from odoo import api, models
from odoo.exceptions import UserError


class EvidenceItem(models.Model):
    """Proofs of the ledger are added to a signed row, and never taken away."""

    _inherit = "evidence.item"

    def write(self, vals):
        if "requirement_code" in vals:
            self._check_ledger_open()
        return super().write(vals)

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_ledger(self):
        self._check_ledger_open()

    def _check_ledger_open(self):
        # sudo: the ledger binds whoever writes, also where he can't read the row
        items = self.sudo().filtered(lambda item: item.res_model == "service.entry")
        entries = self.env["service.entry"].sudo().browse(items.mapped("res_id")).exists()
        for entry in entries.filtered(lambda entry: entry.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(entry)s” is in the ledger: its proofs stay. Add the right one, or correct "
                    "the row.",
                    entry=entry.display_name,
                )
            )
