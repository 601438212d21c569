from odoo import fields, models

from ..models.equipment_plan import PLAN_KINDS, REPEAT_UNITS

COPIED = (
    "name", "kind", "start_date", "repeat_interval", "repeat_unit", "use_interval", "lead_days",
)  # fmt: skip


class EquipmentPlanAdd(models.TransientModel):
    """Give many devices the same upkeep plan at once."""

    _name = "equipment.plan.add"
    _inherit = ["server.guard.mixin"]
    _description = "Add an Upkeep Plan"

    equipment_ids = fields.Many2many(
        "maintenance.equipment",
        string="Devices",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    name = fields.Char(required=True)
    kind = fields.Selection(PLAN_KINDS, required=True, default="inspection")
    start_date = fields.Date(string="First due", default=fields.Date.context_today)
    repeat_interval = fields.Integer(string="Every", default=1)
    repeat_unit = fields.Selection(
        REPEAT_UNITS, string="Unit of the interval", default="month", required=True
    )
    use_interval = fields.Float(string="Or after use of")
    lead_days = fields.Integer(string="Days ahead", default=7)
    maintenance_team_id = fields.Many2one("maintenance.team", string="Team")
    user_id = fields.Many2one("res.users", string="Technician")
    checklist_id = fields.Many2one("equipment.checklist")

    def action_apply(self):
        """Create the plans and list them; a device with an equal plan keeps the one it has."""
        self.ensure_one()
        self.equipment_ids._check_not_disposed()
        Plan = self.env["equipment.plan"]
        same = [
            ("equipment_id", "in", self.equipment_ids.ids),
            ("name", "=", self.name),
            ("kind", "=", self.kind),
        ]
        have = Plan.search(same).equipment_id
        vals = {name: self[name] for name in COPIED} | {
            name: self[name].id for name in ("maintenance_team_id", "user_id", "checklist_id")
        }
        Plan.create([vals | {"equipment_id": device.id} for device in self.equipment_ids - have])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_plan_action"
        )
        return action | {"domain": same}
