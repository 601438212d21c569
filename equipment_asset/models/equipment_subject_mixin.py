from odoo import api, fields, models


class EquipmentSubjectMixin(models.AbstractModel):
    """Work on a device or on a whole kit; its owner and its using unit see it."""

    _name = "equipment.subject.mixin"
    _description = "Concerns a Device or Kit"

    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", index="btree_not_null", ondelete="restrict"
    )
    kit_id = fields.Many2one("equipment.kit", index="btree_not_null", ondelete="restrict")
    org_unit_id = fields.Many2one(
        "org.unit", string="Owner", compute="_compute_units", store=True, index=True
    )
    using_unit_id = fields.Many2one(
        "org.unit", string="Used by", compute="_compute_units", store=True, index=True
    )

    @api.depends(
        "equipment_id.org_unit_id",
        "equipment_id.using_unit_id",
        "kit_id.org_unit_id",
        "kit_id.using_unit_id",
    )
    def _compute_units(self):
        for record in self:
            subject = record.equipment_id or record.kit_id
            record.org_unit_id = subject.org_unit_id
            record.using_unit_id = subject.using_unit_id
