from odoo import api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    entry_count = fields.Integer("Rows of the Ledger", compute="_compute_entry_count")

    def _compute_entry_count(self):
        entries = self.env["service.entry"]
        counts = {}
        if entries.has_access("read"):
            domain = [("project_id", "in", self.ids), ("state", "=", "done")]
            counts = dict(entries._read_group(domain, ["project_id"], ["__count"]))
        for project in self:
            project.entry_count = counts.get(project, 0)

    @api.readonly
    def action_open_entries(self):
        """Open the ledger of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_ledger.service_entry_action"
        )
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id, "search_default_valid": 1},
        }
