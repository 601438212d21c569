from odoo import fields, models

CONTRACT_VIEWER = "contract_billing.group_contract_viewer"


class MaintenanceEquipment(models.Model):
    """The card knows the contract, the funds and the bills behind it, for those who may see them."""

    _name = "maintenance.equipment"
    _inherit = ["maintenance.equipment", "contract.link.mixin"]
    _contract_link = "billing_line_id"

    billing_line_id = fields.Many2one(
        "billing.line",
        string="Contract line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups=CONTRACT_VIEWER,
    )
    contract_id = fields.Many2one(
        related="billing_line_id.project_id", string="Contract", groups=CONTRACT_VIEWER
    )
    fund_ids = fields.Many2many(
        "billing.fund", string="Funds", compute="_compute_funds", groups=CONTRACT_VIEWER
    )
    bill_count = fields.Integer(
        string="Bills", compute="_compute_bill_count", groups=CONTRACT_VIEWER
    )

    def _compute_funds(self):
        for equipment in self:
            draws = equipment.contract_id.milestone_ids.fund_line_ids
            equipment.fund_ids = draws.fund_id._filtered_access("read")

    def _compute_bill_count(self):
        for equipment in self:
            equipment.bill_count = len(equipment._get_bills())

    def action_open_contract(self):
        """Open the contract the device was bought under."""
        self.ensure_one()
        contract = self.contract_id
        form = self.env.ref("contract_billing.project_project_view_form_contract")
        return contract._get_records_action(name=contract.display_name, views=[(form.id, "form")])

    def action_open_bills(self):
        """List the bills by which the owner of this device pays its contract."""
        self.ensure_one()
        return self._get_bills()._get_records_action(name=self.env._("Bills"))

    def _get_bills(self):
        requests = self.contract_id.request_ids
        bills = requests.bill_ids.filtered(
            lambda bill: bill.billing_owner_unit_id == self.org_unit_id
        )
        return bills._filtered_access("read")
