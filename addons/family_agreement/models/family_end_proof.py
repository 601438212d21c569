from odoo import fields, models


class FamilyEndProof(models.Model):
    """Proof of why an agreement ended before its term: a statement, a certificate."""

    _name = "family.end.proof"
    _inherit = ["evidence.mixin"]
    _description = "Proof of an End"
    _rec_name = "agreement_id"

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="cascade"
    )
