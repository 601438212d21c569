from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.health_archive.tools import one_code

from .health_enrolment_followup import FOLLOWUPS

YEAR_ROWS = {
    "health.enrolment": "health.followup.year",
    "health.enrolment.sensitive": "health.followup.year.sensitive",
}
"""Which model tallies the years of which enrolments."""


class HealthEnrolmentMixin(models.AbstractModel):
    """The plan of a resident in a programme (domain C.15): one, with one state, on one day.

    An appointment says when somebody goes there; the day on which the visit is due stays.
    """

    _inherit = "health.enrolment.mixin"
    _server_fields = frozenset({"last_visit_date", "last_class_id"})

    planned_date = fields.Date(
        "Appointment", index="btree_not_null",
        help="When somebody will go there; the day on which the visit is due doesn't move.",
    )  # fmt: skip
    last_visit_date = fields.Date("Last visit", readonly=True)
    last_class_id = one_code("followup_class", "Last class", readonly=True, index="btree_not_null")
    last_text = fields.Char("Last found", compute="_compute_last_text")
    days_overdue = fields.Integer(compute="_compute_days_overdue", help="Days after the due day.")
    is_behind = fields.Boolean(
        "Behind schedule", compute="_compute_is_behind", search="_search_is_behind",
        help="Fewer visits face to face this year than required so far.",
    )  # fmt: skip

    _doctor_due = models.Index("(doctor_id, next_due_date, id) WHERE state = 'open'")

    @api.depends("last_visit_date")
    def _compute_last_text(self):
        followups = self.env[FOLLOWUPS[self._name]]
        visits = followups.search_fetch(
            [
                ("enrolment_id", "in", self.ids),
                ("date", "in", [date for date in self.mapped("last_visit_date") if date]),
                ("seal_state", "=", "sealed"),
            ],
            ["enrolment_id", "date", *followups._get_headline_boxes()],
        )
        texts = {(visit.enrolment_id.id, visit.date): visit._get_headline() for visit in visits}
        for enrolment in self:
            enrolment.last_text = texts.get((enrolment._origin.id, enrolment.last_visit_date))

    @api.depends("next_due_date", "state")
    def _compute_days_overdue(self):
        today = fields.Date.context_today(self)
        for enrolment in self:
            due = enrolment.state == "open" and enrolment.next_due_date or today
            enrolment.days_overdue = max((today - due).days, 0)

    def _compute_is_behind(self):
        behind = self.search([("id", "in", self.ids), ("is_behind", "=", True)])
        for enrolment in self:
            enrolment.is_behind = enrolment._origin in behind

    @api.model
    def _search_is_behind(self, operator, value):
        if operator != "in":
            return NotImplemented
        year = fields.Date.context_today(self).year
        # sudo: only which enrolments, and those are searched in the scope of the user
        rows = self.env[YEAR_ROWS[self._name]].sudo()
        query = rows._search([("year", "=", year), ("is_behind", "=", True)])
        behind = Domain("state", "=", "open") & Domain(
            "id", "in", query.subselect(SQL.identifier(rows._table, "enrolment_id"))
        )
        return Domain.OR(behind if item else ~behind for item in value)

    def action_open_catchup(self):
        """Ask over which days the overdue ones of these, or all of the doctor, are spread."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Catch up"),
            "res_model": "health.followup.catchup" + self._name.removeprefix("health.enrolment"),
            "view_mode": "form",
            "target": "new",
            "context": {"active_model": self._name, "active_ids": self.ids},
        }

    def action_withdraw_appointment(self):
        """Forget the appointments; when the visits are due stays as it was."""
        self.write({"planned_date": False})
