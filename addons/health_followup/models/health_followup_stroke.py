from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

STROKE = "stroke"
BLOCK = {"prefetch": STROKE}


class HealthFollowupStroke(models.AbstractModel):
    """Follow-up after a stroke (脑卒中随访, domain C.10): local, there is no national form."""

    _name = "health.followup.stroke"
    _inherit = ["health.chronic.mixin", "health.followup.adl", "health.followup.glucose"]
    _description = "Follow-up after a Stroke"

    stroke_danger_ids = many_codes(
        "stroke_danger", "Dangers of a stroke", "health_followup_stroke_danger"
    )
    stroke_limb_id = one_code("stroke_limb", "Recovery of the limbs", **BLOCK)
    stroke_month = fields.Integer(
        "Month of care", compute="_compute_stroke_month",
        help="Since the enrolment, on the day of the visit; the first month is 1.",
    )  # fmt: skip

    @api.depends("date", "enrolment_id")
    def _compute_stroke_month(self):
        for followup in self:
            first, date = followup.enrolment_id.enrolled_date, followup.date
            followup.stroke_month = _count_months(first, date) + 1 if first and date else 0

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "sbp", "dbp", "stroke_danger_ids"]

    def _is_measured(self):
        measured = super()._is_measured()
        if self.programme_code != STROKE:
            return measured
        # a danger that is told on the telephone waits for no pressure
        return measured and bool(self.sbp and self.dbp or self.stroke_danger_ids)

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != STROKE:
            return boxes
        if self.is_face_to_face:
            boxes += ["sbp", "dbp", "stroke_limb_id"]
        return [*boxes, "adherence_id", "adr"]

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {STROKE: "health_followup.health_followup_view_form_stroke"}

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == STROKE:
            return self.env._("Follow-up record of a patient after a stroke (local form)")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != STROKE:
            return super()._get_paper_body()
        signs, tests = self.env._("Signs"), self.env._("Auxiliary tests")
        return [
            self._paper_code("stroke_danger_ids"),
            *self._get_paper_signs(),
            self._paper_value("waist", signs),
            self._paper_value("heart_rate", signs),
            self._paper_value("sign_other", signs),
            self._paper_code("stroke_limb_id", signs),
            self._paper_value("adl_total", self.env._("Self-care")),
            self._paper_code("adl_level_id", self.env._("Self-care")),
            *self._get_paper_living(),
            *self._get_paper_advice(),
            self._paper_value("glu_fasting", tests),
            self._paper_value("glu_meal", tests),
            self._paper_value("aux", tests),
            *self._get_paper_drugs(),
        ]


def _count_months(first, date):
    since = relativedelta(date, first)
    return since.years * 12 + since.months
