from odoo import fields, models


class ProjectProject(models.Model):
    """Bonds and maintenance agreements of a contract."""

    _inherit = "project.project"

    bond_ids = fields.One2many("billing.bond", "project_id")
    maintenance_ids = fields.One2many("billing.maintenance", "project_id")
