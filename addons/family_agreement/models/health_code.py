from odoo import fields, models


class HealthCode(models.Model):
    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=[
            ("sign_relation", "Who represents a signer"),
            ("sign_end_reason", "Why an agreement ended"),
            ("sign_refusal", "Why somebody doesn't sign"),
        ],
        ondelete={
            "sign_relation": "cascade",
            "sign_end_reason": "cascade",
            "sign_refusal": "cascade",
        },
    )
