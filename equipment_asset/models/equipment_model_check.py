from odoo import fields, models

CHECK_KINDS = [
    ("unpacked", "Unpacked, complete and undamaged"),
    ("powered_on", "Powers on"),
    ("self_test", "Self-test reading"),
    ("documents", "Documents handed over"),
    ("training", "Users trained"),
    ("other", "Other"),
]


class EquipmentModelCheck(models.Model):
    """One point of the acceptance checklist of a device model."""

    _name = "equipment.model.check"
    _description = "Acceptance Check"
    _order = "model_id, sequence, id"

    model_id = fields.Many2one("equipment.model", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(CHECK_KINDS, required=True, default="unpacked")
    name = fields.Char(help="What to do and what to look at; empty shows the kind.")
    is_required = fields.Boolean(string="Required", default=True)
    reading_unit = fields.Char(help="Unit of the reading, for example mmHg.")
    reading_min = fields.Float(string="Reading from", digits=(12, 3))
    reading_max = fields.Float(string="Reading to", digits=(12, 3))

    _reading_range = models.Constraint(
        "CHECK (reading_max >= reading_min)", "The reading range must not end before it begins."
    )
