from odoo import fields, models


class ServiceObligationMixin(models.AbstractModel):
    _inherit = "service.obligation.mixin"

    gap_text = fields.Text(
        "Gap in the tender",
        help="What the tender leaves open or says twice, and what follows for the counting.",
    )
