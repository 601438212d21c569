from odoo import api, fields, models


class ProjectProject(models.Model):
    _inherit = "project.project"

    service_event_count = fields.Integer("Events", compute="_compute_service_event_count")

    def _compute_service_event_count(self):
        events = self.env["event.event"]
        counts = {}
        if events.has_access("read"):
            domain = [
                ("service_project_id", "in", self.ids),
                ("service_state", "!=", "called_off"),
            ]
            counts = dict(events._read_group(domain, ["service_project_id"], ["__count"]))
        for project in self:
            project.service_event_count = counts.get(project, 0)

    @api.readonly
    def action_open_service_events(self):
        """List the lectures, rounds and free clinics of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_event.event_event_action_service"
        )
        return action | {
            "domain": [("service_project_id", "=", self.id)],
            "context": {"service_event": True, "default_service_project_id": self.id},
        }
