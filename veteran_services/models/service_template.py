from odoo import fields, models


class ServiceTemplate(models.Model):
    """What the tender leaves open, and what it asks of the supplier."""

    _inherit = "service.template"

    gap_text = fields.Text(
        "Gaps in the tender", help="What the document leaves open as a whole, and how it is read."
    )
    condition_ids = fields.One2many(
        "service.template.condition", "template_id", "Conditions for the supplier", copy=True
    )

    def _apply(self, project):
        """Obligations, and the conditions of the supplier that the project hasn't got by name."""
        added = super()._apply(project)
        rows = self.env["service.qualification"]
        known = set(rows.search([("project_id", "=", project.id)]).mapped("name"))
        rows.create(
            [
                condition._prepare_qualification(project)
                for condition in self.condition_ids
                if condition.name not in known
            ]
        )
        return added
