from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

from ..tools import BESIDES

NUMBERS = ("actual", "expected", "share", "pace", "forecast")


class ServiceObligation(models.Model):
    """The board: all obligations of a project at a day; every number opens its claims."""

    _inherit = "service.obligation"

    @api.model
    @api.readonly
    def get_board(self, project_id=False, date=False):
        """All obligations of a service project as they stand at ``date``.

        :param project_id: null: the project of the user's scope that runs, or ran last
        :param date: ISO text; null: today. The period is compared up to its last day at most
        :raise AccessError: the project is outside the scope
        :return: null where there is no service project in the scope; else ``{project, projects,
            date, cut_off, date_start, date_end, days, elapsed, rows}``. A row has the terms of the
            obligation, ``claimed``, ``accepted``, ``rejected``, ``actual``, ``expected``,
            ``share``, ``state``, ``pace``, ``forecast``, ``forecast_date`` and ``next_step``,
            numbers in the ``unit`` of the row
        """
        projects = self.env["project.project"].search(
            [("is_service", "=", True)], order="date_start DESC, id"
        )
        project = self._choose_project(projects, project_id)
        if not project:
            return None
        day = self._read_date(date)
        cut_off = project._get_cut_off(day)
        return {
            "project": {"id": project.id, "name": project.name},
            "projects": [{"id": row.id, "name": row.name} for row in projects],
            "date": fields.Date.to_string(day),
            "cut_off": fields.Date.to_string(cut_off),
            "date_start": fields.Date.to_string(project.date_start),
            "date_end": fields.Date.to_string(project.date),
            "days": (project.date - project.date_start).days + 1,
            "elapsed": (cut_off - project.date_start).days + 1,
            "rows": project.obligation_ids._get_board_rows(day),
        }

    @api.readonly
    def get_reasons(self, date=False):
        """Why claims of this obligation don't count, or not yet, the most frequent reasons first.

        Those that are off the roster or out of the period are counted together, whatever their day.

        :return: ``[{state, cause, reason, count}]``, ten at most
        """
        self.ensure_one()
        self.check_access("read")
        claims = self.env["service.claim"]
        domain = self._get_claim_domain(self._read_date(date)) & Domain("state", "!=", "accepted")
        beside = Domain("cause", "in", BESIDES)
        causes = dict(claims._fields["cause"]._description_selection(self.env))
        groups = [
            (state, cause, causes[cause], count)
            for state, cause, count in claims._read_group(
                domain & beside, ["state", "cause"], ["__count"]
            )
        ]
        groups += claims._read_group(
            domain & ~beside,
            ["state", "cause", "reason"],
            ["__count"],
            order="__count DESC",
            limit=10,
        )
        names = ("state", "cause", "reason", "count")
        found = [dict(zip(names, group, strict=True)) for group in groups]
        return sorted(found, key=lambda row: -row["count"])[:10]

    @api.readonly
    def action_open_claims(self, state=False, date=False, cause=False, reason=False):
        """List the claims behind a number of the board: of one state, of one cause or reason, or all.

        A ``reason`` of :meth:`get_reasons` that stands for all of a cause is not asked for.
        """
        self.ensure_one()
        self.check_access("read")
        domain = self._get_claim_domain(self._read_date(date))
        if state:
            domain &= Domain("state", "=", state)
        if cause:
            domain &= Domain("cause", "=", cause)
        if reason and cause not in BESIDES:
            domain &= Domain("reason", "=", reason)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_obligation.service_claim_action"
        )
        name = self.display_name
        return action | {"name": name, "display_name": name, "domain": list(domain), "context": {}}

    @api.readonly
    def action_open_unreached(self, date=False):
        """List who is on the roster and has no accepted claim of this obligation."""
        self.ensure_one()
        self.check_access("read")
        members = self.env["service.member"].search(
            self._get_unreached_domain(self._read_date(date)), order="is_priority DESC, id"
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_project.service_member_action"
        )
        name = self.env._("Not reached: %(obligation)s", obligation=self.display_name)
        domain = [("id", "in", members.ids)]
        return action | {"name": name, "display_name": name, "domain": domain, "context": {}}

    def _get_board_rows(self, date):
        figures = self._get_figures(date)
        steps = self._get_next_steps(figures, date)
        return [
            row._prepare_board_row()
            | _prepare_figure(figures[row.id])
            | {"next_step": steps[row.id]}
            for row in self
        ]

    def _prepare_board_row(self):
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "core": self.core or "",
            "clause": self.clause or "",
            "evidence": self.evidence_text or "",
            "counting": self.counting_text or "",
            "measure": self.measure if self.kind_id else "listed",
            "comparison": self.comparison,
            "threshold": self.threshold,
            "unit": self.unit,
            "is_of_persons": self.measure in ("person", "roster_share"),
        }

    @api.model
    def _choose_project(self, projects, project_id):
        today = service_today()
        if project_id:
            project = self.env["project.project"].browse(project_id)
            project.check_access("read")
            if project.is_service:
                return project
        running = projects.filtered(lambda row: row.date_start <= today <= row.date)
        return (running or projects)[:1]

    @api.model
    def _read_date(self, date):
        """:raise ValidationError: it is no date"""
        try:
            return fields.Date.to_date(date) or service_today()
        except (TypeError, ValueError) as error:
            raise ValidationError(self.env._("Choose a day, such as 2026-11-21.")) from error


def _prepare_figure(figure):
    tally = figure.tally
    return {
        "claimed": tally.claimed,
        "waiting": tally.waiting,
        "accepted": tally.accepted,
        "rejected": tally.rejected,
        "roster": tally.roster,
        "state": figure.state,
        "forecast_date": fields.Date.to_string(figure.forecast_date) or False,
        **{name: getattr(figure, name) for name in NUMBERS},
    }
