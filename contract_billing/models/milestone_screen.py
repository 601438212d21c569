from odoo import fields, models


class ProjectMilestone(models.Model):
    """What only the instalment's own screen needs."""

    _inherit = "project.milestone"

    contract_stage = fields.Selection(related="project_id.contract_stage")
    supplier_id = fields.Many2one(related="project_id.supplier_id")

    def get_formview_id(self, access_uid=None):
        """Open an instalment on the instalment form, wherever it is clicked."""
        if len(self) == 1 and self.is_contract:
            return self.env.ref("contract_billing.project_milestone_view_form_contract").id
        return super().get_formview_id(access_uid=access_uid)

    def action_view_requests(self):
        """Open the payment requests of this instalment."""
        action = self.project_id.action_view_requests()
        return action | {
            "domain": [("milestone_id", "in", self.ids)],
            "context": {"default_milestone_id": self.id},
        }

    def action_view_payable_matrix(self):
        """Open “May it be paid?” for the contract of this instalment."""
        return self.project_id.action_view_payable_matrix()
