from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import service_today


class ProjectProject(models.Model):
    """What the screen of a service project shows."""

    _inherit = "project.project"

    service_phase = fields.Selection(
        [("planned", "To come"), ("running", "Running"), ("ended", "Ended")],
        "Phase", compute="_compute_service_phase", search="_search_service_phase",
    )  # fmt: skip
    service_days = fields.Integer("Days", compute="_compute_service_phase")
    service_days_run = fields.Integer("Days that have run", compute="_compute_service_phase")
    service_progress = fields.Integer(
        "Time that has run (%)", compute="_compute_service_phase", aggregator="avg"
    )
    assignment_ids = fields.One2many("service.assignment", "project_id", string="Staff")
    assignment_count = fields.Integer("Staff today", compute="_compute_assignment_count")
    qualification_ids = fields.One2many(
        "service.qualification", "project_id", string="Conditions of the supplier", copy=True
    )
    qualification_problem_count = fields.Integer(
        "Conditions not met", compute="_compute_qualification_problem_count"
    )
    ruling_ids = fields.One2many("service.ruling", "project_id", string="Rulings")
    ruling_count = fields.Integer("Number of rulings", compute="_compute_ruling_count")

    @api.depends("date_start", "date")
    def _compute_service_phase(self):
        today = service_today()
        for project in self:
            first, last = project.date_start, project.date
            if not (project.is_service and first and last):
                project.service_phase = False
                project.service_days = project.service_days_run = project.service_progress = 0
                continue
            days = (last - first).days + 1
            run = max(0, min((today - first).days + 1, days))
            project.service_days, project.service_days_run = days, run
            project.service_progress = 100 * run // days
            ended = "ended" if today > last else "running"
            project.service_phase = "planned" if today < first else ended

    @api.model
    def _search_service_phase(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = service_today()
        phases = {
            "planned": Domain("date_start", ">", today),
            "running": Domain("date_start", "<=", today) & Domain("date", ">=", today),
            "ended": Domain("date", "<", today),
            False: Domain.FALSE,
        }
        found = Domain.OR(phases[phase] for phase in value)
        return Domain("is_service", "=", True) & found

    def _compute_assignment_count(self):
        rows = self.env["service.assignment"]
        running = rows._on() & Domain("project_id", "in", self.ids)
        counts = dict(rows._read_group(running, ["project_id"], ["__count"]))
        for project in self:
            project.assignment_count = counts.get(project, 0)

    def _compute_qualification_problem_count(self):
        rows = self.env["service.qualification"]
        problems = Domain("state", "!=", "met") & Domain("project_id", "in", self.ids)
        counts = dict(rows._read_group(problems, ["project_id"], ["__count"]))
        for project in self:
            project.qualification_problem_count = counts.get(project, 0)

    @api.depends("ruling_ids")
    def _compute_ruling_count(self):
        for project in self:
            project.ruling_count = len(project.ruling_ids)

    def get_formview_id(self, access_uid=None):
        """Open a service project on its own form, wherever it is clicked."""
        if len(self) == 1 and self.is_service:
            return self.env.ref("service_project.project_project_view_form_service").id
        return super().get_formview_id(access_uid=access_uid)

    def action_open_roster(self):
        """List who is on the roster of this project today."""
        return self._open_service("service_member_action", {"search_default_on_roster": 1})

    def action_open_assignments(self):
        """List the staff of the supplier on this project."""
        return self._open_service("service_assignment_action")

    def action_open_qualifications(self):
        """List the conditions that the supplier of this project has to meet."""
        return self._open_service("service_qualification_action")

    def action_open_rulings(self):
        """List the rulings of the centre on this project."""
        return self._open_service("service_ruling_action")

    def action_open_snapshots(self):
        """Show how many people were on the roster of this project at the end of each month."""
        return self._open_service("service_roster_snapshot_action")

    def action_take_snapshot(self):
        """Freeze the roster of today, beside those of the ends of the months."""
        self.check_access("write")
        self._take_snapshot(service_today())
        return self.action_open_snapshots()

    def action_open_import(self):
        """Import a list of people into the roster of this project."""
        return self._open_service("service_member_import_action")

    def _open_service(self, name, context=None):
        """An action of this add-on, for this project alone."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(f"service_project.{name}")
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id} | (context or {}),
        }
