from odoo import fields, models


class EquipmentChecklistLine(models.Model):
    _name = "equipment.checklist.line"
    _description = "Point of a Checklist"
    _order = "checklist_id, sequence, id"

    checklist_id = fields.Many2one(
        "equipment.checklist", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    reading_hint = fields.Char(
        string="Allowed", translate=True, help="Value to be measured, e.g. “36.0 to 37.0 ℃”."
    )

    def _prepare_check_vals(self):
        self.ensure_one()
        return {
            "sequence": self.sequence,
            "name": self.name,
            "reading_hint": self.reading_hint,
        }
