from odoo import api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    assessment_count = fields.Integer("Assessments", compute="_compute_assessment_count")

    def _compute_assessment_count(self):
        rows = self.env["service.assessment"]
        counts = {}
        if rows.has_access("read"):
            domain = [("project_id", "in", self.ids), ("superseded_by_id", "=", False)]
            counts = dict(rows._read_group(domain, ["project_id"], ["__count"]))
        for project in self:
            project.assessment_count = counts.get(project, 0)

    @api.readonly
    def action_open_assessments(self):
        """List the assessments of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_assessment.service_assessment_action"
        )
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id, "search_default_current": 1},
        }
