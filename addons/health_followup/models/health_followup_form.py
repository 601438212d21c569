from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

CLOCKS = [
    ("birth", "Birth"),
    ("period", "Last menstrual period"),
    ("delivery", "Delivery"),
    ("discharge", "Discharge from hospital"),
]
UNITS = [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")]


class HealthFollowupForm(models.Model):
    """A visit that a norm fixes by age or by week of pregnancy, and the form it is written on.

    The window takes in its last unit: 12 to 12 months are 12 months and 0 to 29 days.
    """

    _name = "health.followup.form"
    _inherit = ["dated.mixin"]
    _description = "Scheduled Visit"
    _order = "programme_id, sequence, id"
    _is_kept = True

    name = fields.Char("Visit in the schedule", required=True, translate=True)
    code = fields.Char(required=True)
    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Char("Form", required=True, help="Which of the printed forms is filled in.")
    clock = fields.Selection(CLOCKS, "Counted from", required=True, default="birth")
    unit = fields.Selection(UNITS, required=True, default="months")
    start = fields.Integer("Window from", required=True, aggregator=None)
    stop = fields.Integer(
        "Window up to", required=True, aggregator=None, help="Last whole unit of the window."
    )

    _code_unique = models.UniqueIndex(
        "(programme_id, code, valid_from)", "This visit is in the schedule already."
    )
    _window_order = models.Constraint(
        "CHECK (stop >= start)", "The window of a visit ends before it begins."
    )

    @api.model
    def _get_schedule(self, programme, date):
        """Visits of a programme on ``date``, in their order."""
        return self._get_in_force_where("programme_id", programme.id, date)

    def _get_window(self, origins):
        """``(first day, last day)``; ``(None, None)`` while its clock hasn't begun.

        :param origins: ``{clock: date it counts from}``
        """
        self.ensure_one()
        origin = origins.get(self.clock)
        if not origin:
            return None, None
        end = origin + relativedelta(**{self.unit: self.stop + 1})
        return origin + relativedelta(**{self.unit: self.start}), end - relativedelta(days=1)

    def _get_current(self, date, origins):
        """The last of these visits that has begun on ``date``; empty if none has."""
        begun = [form for form in self if (first := form._get_window(origins)[0]) and first <= date]
        return begun[-1] if begun else self.browse()

    def _get_next(self, date, origins, current):
        """``(visit, first day, last day)`` of the next one after ``current`` that can still be done.

        :return: empty visit and no days where the schedule ends
        """
        for form in self.filtered(lambda form: form.sequence > current.sequence):
            first, last = form._get_window(origins)
            if first and last > date:
                return form, first, last
        return self.browse(), None, None
