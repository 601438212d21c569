from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ProjectProject(models.Model):
    """May the supplier sign: the checklist of his qualification."""

    _inherit = "project.project"

    qualification_item_ids = fields.One2many(
        "billing.qualification.item", "project_id", string="Qualification"
    )
    qualification_open_count = fields.Integer(
        compute="_compute_qualification_open_count", help="Conditions that are not met today."
    )

    @api.depends("qualification_item_ids.problem")
    def _compute_qualification_open_count(self):
        for project in self:
            items = project.qualification_item_ids
            project.qualification_open_count = len(items.filtered("problem"))

    def action_load_qualification(self):
        """Add the conditions of the checklist for this kind of contract.

        :raise UserError: the list is there already, or no checklist is kept
        """
        for project in self:
            if project.qualification_item_ids:
                raise UserError(self.env._("The checklist was loaded already. Fill it in."))
            project._load_qualification()

    def _load_qualification(self):
        kinds = Domain("contract_kind", "in", (self.contract_kind, False))
        template = self.env["billing.qualification.template"].search(kinds, limit=1)
        if not template:
            raise UserError(
                self.env._(
                    "No qualification checklist is kept for this kind of contract. Add one under "
                    "Configuration / Qualification checklists."
                )
            )
        self.env["billing.qualification.item"].create(
            [{"project_id": self.id, **line._prepare_item_vals()} for line in template.line_ids]
        )

    def _get_signing_problems(self):
        problems = super()._get_signing_problems()
        items = self.qualification_item_ids
        if not items and self.contract_kind == "lump_sum":
            problems.append(
                self.env._(
                    "The supplier's qualification has not been checked. "
                    "Press “Load checklist” on the page “Supplier qualification”."
                )
            )
        return problems + items.filtered("problem").mapped("problem")
