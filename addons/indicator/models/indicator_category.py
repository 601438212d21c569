from odoo import fields, models


class IndicatorCategory(models.Model):
    """A heading under which the result table lists indicators."""

    _name = "indicator.category"
    _description = "Indicator Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)

    _name_uniq = models.UniqueIndex("(name)", "Another category has this name already.")
