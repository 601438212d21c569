from odoo import fields, models


class ResidentRevealReason(models.Model):
    """Why somebody may want to see a whole number."""

    _name = "resident.reveal.reason"
    _inherit = ["dated.mixin"]
    _description = "Reason to Reveal a Number"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)

    _code_unique = models.UniqueIndex("(code)", "Another reason has this code already.")
