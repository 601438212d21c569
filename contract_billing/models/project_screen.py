from odoo import api, fields, models


class ProjectProject(models.Model):
    """What only the contract's own screen needs."""

    _inherit = "project.project"

    draw_ids = fields.One2many(
        "billing.milestone.fund", "project_id", string="Funds drawn", readonly=True
    )
    stated_difference = fields.Monetary(
        compute="_compute_stated_difference", help="Stated total less what the lines add up to."
    )
    payable_total = fields.Monetary(
        string="May be requested today",
        compute="_compute_payable_total",
        help="May be requested today over all instalments.",
    )
    signing_problems = fields.Text(
        compute="_compute_signing_problems",
        help="What is missing before the contract can be signed.",
    )

    @api.depends("stated_total", "contract_amount")
    def _compute_stated_difference(self):
        for project in self:
            stated = project.stated_total
            project.stated_difference = stated and stated - project.contract_amount

    @api.depends("milestone_ids.payable_amount")
    def _compute_payable_total(self):
        for project in self:
            project.payable_total = sum(project.milestone_ids.mapped("payable_amount"))

    @api.depends("contract_stage")
    def _compute_signing_problems(self):
        for project in self:
            # what is typed but not saved cannot be judged: the owners' shares follow on saving
            saved = project._origin
            drafting = saved.is_contract and saved.contract_stage == "draft"
            project.signing_problems = drafting and "\n".join(saved._get_signing_problems())

    def get_formview_id(self, access_uid=None):
        """Open a contract on the contract form, wherever it is clicked."""
        if len(self) == 1 and self.is_contract:
            return self.env.ref("contract_billing.project_project_view_form_contract").id
        return super().get_formview_id(access_uid=access_uid)

    def action_view_payable_matrix(self):
        """Open “May it be paid?” for these contracts."""
        action = self.env["ir.actions.client"]._for_xml_id("contract_billing.payable_matrix_action")
        return action | {"context": {"project_ids": self.ids}}
