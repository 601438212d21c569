from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

PLANNED, DUE, OVERDUE, DONE = "planned", "due", "overdue", "done"


class HealthEnrolmentMixin(models.AbstractModel):
    """When the next service is due (domain C.15)."""

    _inherit = "health.enrolment.mixin"

    next_due_date = fields.Date(
        "Next service", compute="_compute_next_due_date", store=True, readonly=False,
        precompute=True, help="Proposed from the interval of the programme; each service moves it.",
    )  # fmt: skip
    window_start = fields.Date("Due from", compute="_compute_window")
    window_end = fields.Date("Due until", compute="_compute_window")
    due_state = fields.Selection(
        [
            (PLANNED, "Not yet due"),
            (DUE, "Due"),
            (OVERDUE, "Overdue"),
            (DONE, "All done"),
            ("lost", "Temporarily lost"),
            ("closed", "Closed"),
        ],
        "What is due",
        compute="_compute_window",
        search="_search_due_state",
    )
    last_evaluation_date = fields.Date("Last evaluation")
    evaluated_this_year = fields.Boolean(
        "Evaluated this year", compute="_compute_evaluated_this_year",
        search="_search_evaluated_this_year", help="The yearly evaluation is done.",
    )  # fmt: skip

    @api.depends("programme_id", "enrolled_date")
    def _compute_next_due_date(self):
        first = {}
        for enrolment in self:
            programme, date = key = enrolment.programme_id, enrolment.enrolled_date
            if programme and date and key not in first:
                first[key] = programme._get_first_due(date)
            enrolment.next_due_date = enrolment.next_due_date or first.get(key)

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        today, first = fields.Date.context_today(self), {}
        programmes = self.env["health.programme"]
        for row, vals in zip(columns, vals_list, strict=True):
            key = vals["programme_id"], vals.get("enrolled_date") or today
            if key not in first:
                first[key] = programmes.browse(key[0])._get_first_due(fields.Date.to_date(key[1]))
            row["next_due_date"] = vals.get("next_due_date") or first[key]
        return columns

    @api.depends("next_due_date", "state")
    def _compute_window(self):
        today = fields.Date.context_today(self)
        before, after = self._get_window()
        for enrolment in self:
            due = enrolment.next_due_date
            enrolment.window_start = due and due - before
            enrolment.window_end = due and due + after
            enrolment.due_state = enrolment._get_due_state(today)

    def _get_due_state(self, today):
        if self.state != "open":
            return self.state
        if not self.next_due_date:
            return DONE
        if today < self.window_start:
            return PLANNED
        return OVERDUE if self.window_end < today else DUE

    @api.model
    def _search_due_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        before, after = self._get_window()
        first, last = today - after, today + before
        domains = {
            PLANNED: Domain("next_due_date", ">", last),
            DUE: Domain("next_due_date", ">=", first) & Domain("next_due_date", "<=", last),
            OVERDUE: Domain("next_due_date", "<", first),
            DONE: Domain("next_due_date", "=", False),
        }
        is_open = Domain("state", "=", "open")
        return Domain.OR(
            is_open & domains[item] if item in domains else Domain("state", "=", item)
            for item in value
        )

    @api.model
    def _get_window(self):
        """How long before and after its day a service is “due”, by the rules of today."""
        rules = self.env["health.rule"]
        return tuple(
            timedelta(days=rules._get(code)) for code in ("due_days_before", "due_days_after")
        )

    @api.depends("last_evaluation_date")
    def _compute_evaluated_this_year(self):
        year = fields.Date.context_today(self).year
        for enrolment in self:
            date = enrolment.last_evaluation_date
            enrolment.evaluated_this_year = bool(date) and date.year == year

    @api.model
    def _search_evaluated_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        first = fields.Date.context_today(self).replace(month=1, day=1)
        done = Domain("last_evaluation_date", ">=", first)
        return Domain.OR(done if item else ~done for item in value)
