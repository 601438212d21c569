from odoo import api, fields, models


class EquipmentIdleProposal(models.TransientModel):
    """A unit that lacks a model, and an idle device of that model which could go there."""

    _name = "equipment.idle.proposal"
    _description = "Re-allocation Proposal"
    _order = "id"
    _rec_name = "equipment_id"

    equipment_id = fields.Many2one("maintenance.equipment", string="Idle device", readonly=True)
    device_model_id = fields.Many2one(related="equipment_id.device_model_id", store=True)
    usage_state = fields.Selection(related="equipment_id.usage_state")
    unused_since = fields.Date(related="equipment_id.unused_since")
    days_unused = fields.Integer(related="equipment_id.days_unused")
    from_unit_id = fields.Many2one("org.unit", string="Lies idle at", readonly=True)
    to_unit_id = fields.Many2one("org.unit", string="Could be used by", readonly=True)
    distance = fields.Integer(
        string="Steps apart",
        readonly=True,
        aggregator=None,
        help="Steps between the two units in the unit tree.",
    )

    @api.model
    def action_open_proposals(self):
        """Draw up the proposals of today for the user's scope and list them."""
        rows = self.env["maintenance.equipment"]._get_reallocation_proposals()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_idle_proposal_action"
        )
        return action | {"domain": [("id", "in", self.create(rows).ids)]}
