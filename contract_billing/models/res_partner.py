from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    enterprise_size = fields.Selection(
        [
            ("unknown", "Not known yet"),
            ("sme", "Small or medium enterprise"),
            ("large", "Large enterprise"),
            ("public", "Public body"),
        ],
        default="unknown",
        help="Small and medium enterprises must be paid within 30 days of delivery (60 if so agreed): "
        "State Council order 802, in force since 2025-06-01.",
    )
