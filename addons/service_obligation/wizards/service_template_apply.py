from odoo import fields, models


class ServiceTemplateApply(models.TransientModel):
    """Which template a project gets its obligations from."""

    _name = "service.template.apply"
    _description = "Apply a Template"

    project_id = fields.Many2one("project.project", required=True)
    template_id = fields.Many2one("service.template", required=True)

    def action_apply(self):
        """Add the obligations the project hasn't got yet, and list all it has then."""
        self.ensure_one()
        self.template_id._apply(self.project_id)
        return self.project_id.action_open_obligations()
