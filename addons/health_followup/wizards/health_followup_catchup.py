from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.catchup import Stop, spread

WEEKEND = (5, 6)


class HealthFollowupCatchupMixin(models.AbstractModel):
    """Proposes appointments for what became overdue while the doctor, or a resident, was away.

    Only appointments are written: when a visit was due stays on record.
    """

    _name = "health.followup.catchup.mixin"
    _description = "Catching up"
    _enrolment_model = ""

    doctor_id = fields.Many2one(
        "res.users", string="Responsible doctor", default=lambda self: self.env.uid,
        help="Whose overdue residents are visited, unless some were selected in the list.",
    )  # fmt: skip
    first_day = fields.Date(
        "From", required=True, default=lambda self: self._get_workdays(1, self._get_tomorrow())[0]
    )
    days = fields.Integer("Working days", required=True, default=5)
    with_weekends = fields.Boolean("Also on weekends")
    summary = fields.Text("Proposal", compute="_compute_summary")

    _days_range = models.Constraint(
        "CHECK (days BETWEEN 1 AND 60)", "Spread the visits over 1 to 60 days."
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == self._enrolment_model:
            values["enrolment_ids"] = [(6, 0, self.env.context.get("active_ids", []))]
        return values

    @api.depends("doctor_id", "enrolment_ids", "first_day", "days", "with_weekends")
    def _compute_summary(self):
        for wizard in self:
            lines = []
            for day, enrolments in wizard._propose():
                villages = Counter(e.region_id.name or "" for e in enrolments)
                shown = "、".join(f"{name} {count}" for name, count in villages.items())
                lines.append(f"{day}：{shown}")
            wizard.summary = "\n".join(lines) or self.env._("Nobody is overdue.")

    def action_confirm(self):
        """Write the appointments; they can be withdrawn or moved one by one."""
        self.ensure_one()
        if self.first_day < fields.Date.context_today(self):
            raise UserError(self.env._("Appointments are made from today on."))
        plan = self._propose()
        if not plan:
            raise UserError(self.env._("Nobody is overdue."))
        for day, enrolments in plan:
            enrolments.write({"planned_date": day})
        planned = [id_ for _day, enrolments in plan for id_ in enrolments.ids]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Appointments"),
            "res_model": self._enrolment_model,
            "view_mode": "list,kanban,form",
            "domain": [("id", "in", planned)],
            "context": {"group_by": ["planned_date:day", "region_id"]},
        }

    def _propose(self):
        """``[(day, enrolments)]``; one person is visited for all programmes on one day."""
        self.ensure_one()
        if not self.first_day or self.days < 1:
            return []
        overdue = self._get_overdue()
        stops = [
            Stop(min(map(_get_urgency, enrolments)), archive.region_id.id, enrolments)
            for archive, enrolments in overdue.grouped("archive_id").items()
        ]
        workdays = self._get_workdays(self.days, self.first_day)
        return [
            (day, overdue.browse([id_ for stop in visits for id_ in stop.person.ids]))
            for day, visits in zip(workdays, spread(stops, self.days), strict=False)
        ]

    def _get_overdue(self):
        enrolments = self.env[self._enrolment_model]
        domain = [("due_state", "=", "overdue")]
        if self.enrolment_ids:
            return enrolments.search([*domain, ("id", "in", self.enrolment_ids.ids)])
        return enrolments.search([*domain, ("doctor_id", "=", self.doctor_id.id)])

    def _get_tomorrow(self):
        return fields.Date.context_today(self) + timedelta(days=1)

    def _get_workdays(self, count, first):
        days = []
        while len(days) < count:
            if self.with_weekends or first.weekday() not in WEEKEND:
                days.append(first)
            first += timedelta(days=1)
        return days


class HealthFollowupCatchup(models.TransientModel):
    _name = "health.followup.catchup"
    _inherit = ["health.followup.catchup.mixin"]
    _description = "Catching up"
    _enrolment_model = "health.enrolment"

    enrolment_ids = fields.Many2many("health.enrolment", string="Residents")


class HealthFollowupCatchupSensitive(models.TransientModel):
    _name = "health.followup.catchup.sensitive"
    _inherit = ["health.followup.catchup.mixin"]
    _description = "Catching up with Sensitive Visits"
    _enrolment_model = "health.enrolment.sensitive"

    enrolment_ids = fields.Many2many(
        "health.enrolment.sensitive", "health_followup_catchup_sensitive_rel", string="Residents"
    )


def _get_urgency(enrolment):
    """The worse class first, then what is due longest."""
    code = enrolment.last_class_id.code or ""
    return -int(code) if code.isdigit() else 0, enrolment.next_due_date, enrolment.id
