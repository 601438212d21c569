import base64

from odoo import fields, models


class FamilyTerminate(models.TransientModel):
    """Asks when, why and with what proof agreements end before their term."""

    _name = "family.terminate"
    _inherit = ["server.guard.mixin"]
    _description = "Termination"

    agreement_ids = fields.Many2many("family.agreement", required=True)
    date = fields.Date("Last day", required=True, default=fields.Date.context_today)
    reason_id = fields.Many2one(
        "health.code", required=True, domain="[('list_code', '=', 'sign_end_reason')]"
    )
    note = fields.Char()
    proof = fields.Binary(help="Statement of the resident, certificate, or another proof.")
    proof_name = fields.Char()

    def action_confirm(self):
        """End the agreements."""
        self.ensure_one()
        self.agreement_ids._terminate(self.reason_id.code, self.date, self.note or "")
        if self.proof:
            for agreement in self.agreement_ids:
                agreement._add_end_proof(self.proof_name, base64.b64decode(self.proof))
