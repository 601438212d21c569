from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class ContractDeliveryPlan(models.TransientModel):
    """Dialog: plan one delivery per owner from the lines of a signed contract.

    Each owner gets its share of every line; pieces that no owner takes alone (one firewall for
    17 hospitals) go to the purchaser.
    """

    _name = "contract.delivery.plan"
    _inherit = ["server.guard.mixin"]
    _description = "Delivery Plan of a Contract"

    contract_id = fields.Many2one("project.project", required=True, ondelete="cascade")
    planned_date = fields.Date(required=True, default=fields.Date.context_today)
    line_ids = fields.One2many(
        "contract.delivery.plan.line",
        "plan_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("contract_id")
    def _compute_line_ids(self):
        for plan in self:
            lines = plan.contract_id.line_ids.filtered(lambda line: line.nature != "service")
            plan.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "billing_line_id": line.id,
                        "kit_template_id": line.kit_template_id.id,
                        "device_model_id": line.device_model_id.id,
                    }
                )
                for line in lines
            ]

    def action_plan(self):
        """Create the deliveries of what is not planned yet, and list them.

        :raise UserError: a line does not say what it delivers, or everything is planned
        """
        self.ensure_one()
        self.contract_id.check_access("write")
        self.contract_id._check_deliverable()
        if self.line_ids.billing_line_id - self.contract_id.line_ids:
            raise UserError(self.env._("Plan the lines of this contract only."))
        for line in self.line_ids:
            line._apply()
        deliveries = self._plan_owners() | self._plan_purchaser()
        if not deliveries:
            raise UserError(self.env._("Everything this contract delivers is planned already."))
        return self.contract_id.action_open_deliveries()

    def _plan_owners(self):
        deliveries = self.env["equipment.delivery"]
        for unit in self.contract_id.owner_ids.org_unit_id:
            wanted = {line: line._get_unplanned(unit) for line in self._get_lines()}
            deliveries |= self._plan_delivery(unit, wanted)
        return deliveries

    def _plan_purchaser(self):
        """What the owners' whole shares leave over."""
        wanted = {line: line._get_unplanned() for line in self._get_lines()}
        return self._plan_delivery(self.contract_id.org_unit_id, wanted)

    def _get_lines(self):
        # sudo: who keeps the contract announces its deliveries; from then on they belong to
        # the equipment officers of the owners
        return self.line_ids.billing_line_id.sudo()

    def _plan_delivery(self, unit, wanted):
        """One delivery to ``unit`` of ``{contract line: pieces}``; empty when there is none."""
        # sudo: see _get_lines
        deliveries = self.env["equipment.delivery"].sudo()
        if not any(wanted.values()):
            return deliveries
        contract = self.contract_id
        delivery = deliveries.create(
            {
                "contract_id": contract.id,
                "contract_reference": contract.contract_number,
                "supplier_id": contract.supplier_id.id,
                "org_unit_id": unit.id,
                "planned_date": self.planned_date,
            }
        )
        for line, pieces in wanted.items():
            if pieces:
                line._plan_pieces(delivery, pieces)
        return delivery
