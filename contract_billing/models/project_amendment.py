from odoo import api, fields, models


class ProjectProject(models.Model):
    """What was signed, and what amendments made of it."""

    _inherit = "project.project"

    amendment_ids = fields.One2many("billing.amendment", "project_id", string="Amendments")
    amendment_count = fields.Integer(compute="_compute_amendment_count")
    original_amount = fields.Monetary(
        string="Amount at signing",
        compute="_compute_original_amount",
        store=True,
        help="The present amount less what applied amendments changed.",
    )

    @api.depends("amendment_ids")
    def _compute_amendment_count(self):
        for project in self:
            project.amendment_count = len(project.amendment_ids)

    @api.depends("contract_amount", "amendment_ids.state", "amendment_ids.amount_change")
    def _compute_original_amount(self):
        for project in self:
            applied = project.amendment_ids.filtered(lambda amendment: amendment.state == "applied")
            project.original_amount = project.contract_amount - sum(applied.mapped("amount_change"))

    def action_amend(self):
        """Open a new amendment of this signed contract."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Amend"),
            "res_model": "billing.amendment",
            "view_mode": "form",
            "context": {"default_project_id": self.id},
        }

    def action_view_amendments(self):
        """Open the amendments of this contract."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "contract_billing.billing_amendment_action"
        )
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id},
        }
