from odoo import fields, models


class ContentCategory(models.Model):
    """A heading under which articles stand."""

    _name = "content.category"
    _description = "Category of Articles"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
