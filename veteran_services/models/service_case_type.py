from odoo import fields, models


class ServiceCaseType(models.Model):
    """Which technology a case shows; a list with its dates and sources."""

    _name = "service.case.type"
    _inherit = ["dated.mixin"]
    _description = "Type of Smart Case"
    _order = "sequence, code, valid_from desc"

    code = fields.Char(required=True)
    name = fields.Char("Type", required=True, translate=True)
    sequence = fields.Integer(default=10)

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This type is already in the list from that date on."
    )
