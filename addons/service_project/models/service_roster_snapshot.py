from odoo import api, fields, models

from ..tools import service_today


class ServiceRosterSnapshot(models.Model):
    """How many people of a category were on a roster on a day, as it was counted then."""

    _name = "service.roster.snapshot"
    _description = "Count of a Roster"
    _order = "project_id, date desc, category_id"
    _rec_name = "date"

    project_id = fields.Many2one("project.project", required=True, index=True, ondelete="restrict")
    date = fields.Date(required=True, help="The day whose roster was counted.")
    category_id = fields.Many2one(
        "service.category", required=True, index=True, ondelete="restrict"
    )
    people_count = fields.Integer("People", required=True)
    priority_count = fields.Integer("With priority", required=True)

    _unique = models.UniqueIndex(
        "(project_id, date, category_id)", "This roster was counted for that day already."
    )

    @api.model
    def _cron_take(self):
        """Count the rosters at the ends of the months, also those a stopped server missed."""
        today = service_today()
        projects = self.env["project.project"].search([("is_service", "=", True)])
        taken = {(p, d) for p, d in self._read_group([], ["project_id", "date:day"])}
        for project in projects:
            for date in project._get_month_ends(today):
                if (project, date) not in taken:
                    project._take_snapshot(date)
