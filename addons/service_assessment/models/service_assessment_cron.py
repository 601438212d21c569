from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

MANAGER = "service_project.group_service_manager"


class ServiceAssessment(models.Model):
    """The draft of a month is there when the next one begins."""

    _inherit = "service.assessment"

    @api.model
    def _cron_prepare(self):
        """Prepare the assessment of last month for every project that ran in it and has none."""
        month = service_today().replace(day=1) - relativedelta(months=1)
        projects = self._find_unassessed(month)
        for index, project in enumerate(projects, start=1):
            self.create({"project_id": project.id, "month": month})._ask_manager()
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(projects) - index):
                return

    @api.model
    def _find_unassessed(self, month):
        last = month + relativedelta(months=1, days=-1)
        ran = Domain("is_service", "=", True) & Domain("obligation_ids", "!=", False)
        ran &= Domain("date_start", "<=", last) & Domain("date", ">=", month)
        known = self.search([("month", "=", month)]).project_id
        return self.env["project.project"].search(ran & Domain("id", "not in", known.ids))

    def _ask_manager(self):
        manager = self.project_id.user_id
        if manager.has_group(MANAGER):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Assess the month, and sign"),
                user_id=manager.id,
            )
