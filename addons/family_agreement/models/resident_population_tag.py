from odoo import fields, models


class ResidentPopulationTag(models.Model):
    _inherit = "resident.population.tag"

    needs_representative = fields.Boolean(
        "Signed by a representative", help="Somebody else signs agreements for these residents."
    )
