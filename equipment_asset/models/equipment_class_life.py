from odoo import fields, models


class EquipmentClassLife(models.Model):
    """Years over which assets of a class are written off, in force for a time."""

    _name = "equipment.class.life"
    _inherit = ["dated.mixin"]
    _description = "Years of Use"
    _order = "class_id, valid_from desc"

    class_id = fields.Many2one("equipment.class", required=True, index=True, ondelete="cascade")
    years = fields.Integer(required=True)

    _years_range = models.Constraint(
        "CHECK (years BETWEEN 1 AND 100)", "An asset lasts between 1 and 100 years."
    )
    _class_from_unique = models.UniqueIndex(
        "(class_id, valid_from)", "This class already has years in force from that date on."
    )
