from odoo import fields, models


class EquipmentChecklist(models.Model):
    """What has to be gone through at an inspection or a service; shared by all units."""

    _name = "equipment.checklist"
    _description = "Checklist"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    model_ids = fields.Many2many(
        "equipment.model", string="Device models", help="Empty: for every device."
    )
    line_ids = fields.One2many("equipment.checklist.line", "checklist_id", copy=True)
    needs_photo = fields.Boolean(string="Photo required")
    needs_signature = fields.Boolean(string="Signature required")
    active = fields.Boolean(default=True)
