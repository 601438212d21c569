from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today


class ProjectProject(models.Model):
    _inherit = "project.project"

    obligation_ids = fields.One2many("service.obligation", "project_id", "Obligations", copy=True)
    obligation_count = fields.Integer("Number of Obligations", compute="_compute_obligation_count")

    @api.depends("obligation_ids")
    def _compute_obligation_count(self):
        for project in self:
            project.obligation_count = len(project.obligation_ids)

    def write(self, vals):
        result = super().write(vals)
        if not {"date_start", "date"}.isdisjoint(vals):
            # sudo: what counts is the same, whoever moves the period
            self.sudo().filtered("obligation_ids")._claim_all()
        return result

    @api.model
    def _get_service_rows(self):
        return [*super()._get_service_rows(), "obligation_ids"]

    @api.readonly
    def action_open_obligations(self):
        """List the obligations of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_obligation.service_obligation_action"
        )
        return action | {
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id},
        }

    @api.readonly
    def action_open_board(self):
        """Show how far the obligations of this project are."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.client"]._for_xml_id(
            "service_obligation.service_board_action"
        )
        return action | {"context": {"board_project_id": self.id}}

    def _claim_all(self):
        """Count all claims of these projects anew, from the records that make them.

        What is stored is the same as before, unless time has passed or records were changed past
        the ORM.
        """
        # sudo: what counts is the same, whoever asks for it
        claims, known = self.env["service.claim"].sudo(), Domain.FALSE
        for name in self.env["service.claim.mixin"]._get_claiming_models():
            ids = self.env[name]._claim_projects(self)
            known |= Domain("res_model", "=", name) & Domain("res_id", "in", ids)
        claims.search(Domain("project_id", "in", self.ids) & ~known)._withdraw()

    @api.model
    def _cron_claim_all(self):
        """Count the projects anew whose obligations still run, for what depends on time."""
        running = self.search(
            Domain("is_service", "=", True)
            & Domain("date_start", "<=", service_today())
            & Domain("obligation_ids", "!=", False)
        ).filtered(lambda project: service_today() <= project._get_last_claim_day())
        for index, project in enumerate(running, start=1):
            project._claim_all()
            remaining = len(running) - index
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                return

    def _get_last_claim_day(self):
        """The last day on which anything may still count."""
        days = max(self.obligation_ids.mapped("days_after_end"), default=0)
        return fields.Date.add(self.date, days=days)
