from odoo import fields, models

COPIED = ("sequence", "name", "condition", "proof", "needs_valid_until", "checks_credit_code")


class ServiceTemplateCondition(models.Model):
    """A condition that a tender sets for the supplier; projects get it as a qualification."""

    _name = "service.template.condition"
    _description = "Condition of a Template"
    _order = "template_id, sequence, id"

    template_id = fields.Many2one("service.template", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("Title", required=True)
    condition = fields.Text(required=True, help="As the tender says it.")
    proof = fields.Char("Required proof")
    needs_valid_until = fields.Boolean("Its proof expires")
    checks_credit_code = fields.Boolean("Checks the credit code of the supplier")

    def _prepare_qualification(self, project):
        self.ensure_one()
        return {"project_id": project.id} | {name: self[name] for name in COPIED}
