from datetime import timedelta

from odoo import api, fields, models

BLOCK = {"prefetch": "schedule"}


class HealthFollowupSchedule(models.AbstractModel):
    """Visits on a schedule (children, mothers): which one this is, and when the next begins."""

    _name = "health.followup.schedule"
    _inherit = ["health.followup.carried"]
    _description = "Visit on a Schedule"

    form_id = fields.Many2one(
        "health.followup.form", "Visit of the schedule", compute="_compute_form_id", store=True,
        readonly=False, ondelete="restrict", index="btree_not_null", **BLOCK,
    )  # fmt: skip
    form_kind = fields.Char(related="form_id.kind")
    form_code = fields.Char("Code of the visit", related="form_id.code")
    window_start = fields.Date("Window from", compute="_compute_window")
    window_end = fields.Date("Window until", compute="_compute_window")
    is_out_of_window = fields.Boolean("Out of its window", compute="_compute_window")

    @api.depends(lambda self: ["enrolment_id", "date", *self._get_origin_fields()])
    def _compute_form_id(self):
        for followup in self:
            forms = followup._get_schedule()
            current = forms and forms._get_current(followup.date, followup._get_origins())
            followup.form_id = current or forms[:1]

    @api.depends(lambda self: ["form_id", "date", *self._get_origin_fields()])
    def _compute_window(self):
        for followup in self:
            first = last = None
            if followup.form_id:
                first, last = followup.form_id._get_window(followup._get_origins())
            followup.window_start, followup.window_end = first, last
            inside = not first or not followup.date or first <= followup.date <= last
            followup.is_out_of_window = not inside

    @api.depends("form_id")
    def _compute_latest_next_date(self):
        super()._compute_latest_next_date()
        for followup in self.filtered("form_id"):
            form, _first, last = followup._get_next_form()
            latest = followup.latest_next_date
            if form:
                followup.latest_next_date = min(filter(None, (latest, last)))
            elif not followup.decision_id.is_referral:
                followup.latest_next_date = False

    def _compute_next_date(self):
        super()._compute_next_date()
        for followup in self.filtered("form_id"):
            _form, first, _last = followup._get_next_form()
            latest = followup.latest_next_date
            if first and latest:
                tomorrow = followup.date + timedelta(days=1)
                followup.next_date = min(max(first, tomorrow), latest)

    @api.model
    def _get_origin_fields(self):
        """Hook: boxes that the clocks of the schedule begin with."""
        return ["birth_date"]

    def _get_origins(self):
        """Hook: ``{clock: date}``."""
        self.ensure_one()
        return {}

    def _get_expected_origins(self):
        """Hook: the clocks, and those that will begin, on the day they are expected to."""
        return self._get_origins()

    def _get_schedule(self):
        forms = self.env["health.followup.form"]
        if not self.programme_id or not self.date:
            return forms
        return forms._get_schedule(self.programme_id, self.date)

    def _get_next_form(self):
        origins = self._get_expected_origins()
        return self._get_schedule()._get_next(self.date, origins, self.form_id)

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.form_id and not self.latest_next_date:
            # the schedule is over: nobody has to come again
            boxes = [name for name in boxes if name != "next_date"]
        return boxes
