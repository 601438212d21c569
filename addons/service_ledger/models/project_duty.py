from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

DAYS_AHEAD = 35


class ProjectProject(models.Model):
    """The days of duty that a service project owes."""

    _inherit = "project.project"

    @api.readonly
    def action_open_duties(self):
        """Open the days of duty of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("service_ledger.service_duty_action")
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id},
        }

    def action_plan_duties(self):
        """Plan the workdays of the coming weeks, and those past that were not planned."""
        self.check_access("write")
        self._plan_duties()

    def _plan_duties(self):
        """Make the missing days of duty up to some weeks ahead, of who is assigned then."""
        duties = self.env["service.duty"]
        for project in self:
            last = min(project.date, service_today() + timedelta(days=DAYS_AHEAD))
            days = self.env["service.workday"]._get_workdays(project.date_start, last)
            own = Domain("project_id", "=", project.id)
            known = set(duties.search(own).mapped("date"))
            assigned = self.env["service.assignment"].search(
                own & Domain("role", "=", "physician"), order="date_from, id"
            )
            duties.create(
                [
                    {
                        "project_id": project.id,
                        "date": day,
                        "user_id": assigned._get_first_on(day).id,
                    }
                    for day in days
                    if day not in known
                ]
            )

    @api.model
    def _cron_plan_duties(self):
        today = service_today()
        running = Domain("date_start", "<=", today) & Domain("date", ">=", today)
        projects = self.search(Domain("is_service", "=", True) & running)
        projects.filtered("assignment_ids")._plan_duties()


class ServiceAssignment(models.Model):
    _inherit = "service.assignment"

    def _get_first_on(self, day):
        """Whose assignment runs on ``day``, the first of them, or nobody."""
        return self.filtered(lambda row: row.date_from <= day <= row.date_to)[:1].user_id
