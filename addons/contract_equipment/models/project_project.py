from odoo import api, fields, models
from odoo.exceptions import UserError


class ProjectProject(models.Model):
    """A signed contract plans its deliveries and shows what stands where."""

    _inherit = "project.project"

    delivery_ids = fields.One2many("equipment.delivery", "contract_id", string="Deliveries")
    delivery_item_count = fields.Integer(
        string="Pieces to deliver", compute="_compute_delivery_counts"
    )
    accepted_item_count = fields.Integer(
        string="Pieces accepted", compute="_compute_delivery_counts"
    )

    fund_names = fields.Char(string="Paid from", compute="_compute_fund_names")

    @api.depends("milestone_ids.fund_line_ids.fund_id.name")
    def _compute_fund_names(self):
        for contract in self:
            funds = contract.milestone_ids.fund_line_ids.fund_id
            contract.fund_names = ", ".join(funds.mapped("name"))

    def _compute_delivery_counts(self):
        # sudo: counts of the contract's own pieces, for whoever reads the contract
        groups = (
            self.env["equipment.delivery.item"]
            .sudo()
            ._read_group(
                [("billing_line_id.project_id", "in", self.ids), ("state", "!=", "rejected")],
                ["billing_line_id", "state"],
                ["__count"],
            )
        )
        for contract in self:
            own = [(state, n) for line, state, n in groups if line.project_id == contract]
            contract.delivery_item_count = sum(n for _state, n in own)
            contract.accepted_item_count = sum(n for state, n in own if state == "accepted")

    def action_open_deliveries(self):
        """List the deliveries of this contract that the user may see."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_delivery_action"
        )
        return action | {
            "domain": [("contract_id", "=", self.id)],
            "context": {"create": False},
        }

    def _check_deliverable(self):
        """:raise UserError: nothing is delivered before the contract is signed"""
        if self.contract_stage not in ("signed", "active"):
            raise UserError(self.env._("Deliveries are planned once the contract is signed."))

    def action_plan_deliveries(self):
        """Open the dialog that plans what goes to which owner."""
        self.ensure_one()
        self._check_deliverable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan deliveries"),
            "res_model": "contract.delivery.plan",
            "view_mode": "form",
            "target": "new",
            "context": {"default_contract_id": self.id},
        }
