from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

DIABETES = "diabetes"
BLOCK = {"prefetch": DIABETES}
FASTING = "1"


class HealthFollowupDiabetes(models.AbstractModel):
    """Follow-up of type 2 diabetes (2型糖尿病患者随访服务记录表, domain C.2)."""

    _name = "health.followup.diabetes"
    _inherit = ["health.chronic.mixin"]
    _description = "Follow-up of Type 2 Diabetes"

    dm_symptom_ids = many_codes("dm_symptom", "Symptoms of diabetes", "health_followup_dm_symptom")
    dm_symptom_other = fields.Char("Other symptoms of diabetes", **BLOCK)
    dm_danger_ids = many_codes("dm_danger", "Dangers of diabetes", "health_followup_dm_danger")
    dm_pulse_id = one_code("dm_pulse", "Pulse of the foot", **BLOCK)
    dm_staple = fields.Integer("Staple food (g a day)", aggregator="avg", **BLOCK)
    dm_staple_target = fields.Integer("Staple food, target (g a day)", aggregator=None, **BLOCK)
    dm_glucose_type_id = one_code("dm_glucose", "Kind of glucose test", **BLOCK)
    dm_glucose = fields.Float("Glucose (mmol/L)", digits=(5, 2), aggregator="avg")
    dm_fasting_glucose = fields.Float(
        "Fasting glucose (mmol/L)", digits=(5, 2), aggregator="avg",
        compute="_compute_dm_glucose", store=True,
    )  # fmt: skip
    dm_other_glucose = fields.Float(
        "Glucose not fasting (mmol/L)", digits=(5, 2), aggregator="avg",
        compute="_compute_dm_glucose", store=True,
    )  # fmt: skip
    dm_hba1c = fields.Float("HbA1c (%)", digits=(4, 1), aggregator="avg", **BLOCK)
    dm_hba1c_date = fields.Date("HbA1c measured on", **BLOCK)
    dm_low_id = one_code("dm_low", "Hypoglycaemia", **BLOCK)
    dm_insulin = fields.Char("Insulin: kind", **BLOCK)
    dm_insulin_use = fields.Char("Insulin: use and amount", **BLOCK)

    _dm_staple_range = models.Constraint(
        "CHECK (COALESCE(dm_staple, 0) BETWEEN 0 AND 2000 "
        "AND COALESCE(dm_staple_target, 0) BETWEEN 0 AND 2000)",
        "Staple food is 0 to 2000 g a day.",
    )

    @api.depends("dm_glucose", "dm_glucose_type_id")
    def _compute_dm_glucose(self):
        for followup in self:
            is_fasting = followup.dm_glucose_type_id.code == FASTING
            followup.dm_fasting_glucose = followup.dm_glucose if is_fasting else 0
            followup.dm_other_glucose = 0 if is_fasting else followup.dm_glucose

    @api.constrains("dm_hba1c_date")
    def _check_dm_hba1c_date(self):
        self.archive_id._check_dates_of_life(self, "dm_hba1c_date")

    @api.onchange("dm_glucose", "dm_hba1c")
    def _onchange_dm_glucose(self):
        return self._onchange_vitals()

    @api.model
    def _get_vital_boxes(self):
        return super()._get_vital_boxes() | {"dm_glucose": "fbg", "dm_hba1c": "hba1c"}

    @api.model
    def _get_kept_boxes(self):
        return super()._get_kept_boxes() | {"dm_fasting_glucose": "fbg", "dm_hba1c": "hba1c"}

    @api.model
    def _get_deciding_fields(self):
        boxes = ["sbp", "dbp", "heart_rate", "dm_glucose", "dm_glucose_type_id", "dm_danger_ids"]
        return [*super()._get_deciding_fields(), *boxes]

    def _is_measured(self):
        measured = super()._is_measured()
        if self.programme_code != DIABETES:
            return measured
        return measured and bool(self.dm_glucose)

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != DIABETES:
            return boxes
        if self.is_face_to_face:
            boxes += ["sbp", "dbp", "dm_glucose"]
        if self.dm_glucose:
            boxes += ["dm_glucose_type_id"]
        return [*boxes, "dm_symptom_ids", "adherence_id", "adr", "dm_low_id"]

    @api.model
    def _get_repeated_boxes(self):
        boxes = ["dm_staple", "dm_staple_target", "dm_insulin", "dm_insulin_use"]
        return [*super()._get_repeated_boxes(), *boxes]

    def _propose_boxes(self):
        super()._propose_boxes()
        if self.programme_code == DIABETES and not self.dm_glucose_type_id:
            self.dm_glucose_type_id = self.env["health.code"]._get("dm_glucose", FASTING)

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {
            DIABETES: "health_followup.health_followup_view_form_diabetes"
        }

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == DIABETES:
            return self.env._("Follow-up record of a patient with type 2 diabetes")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != DIABETES:
            return super()._get_paper_body()
        signs, living = self.env._("Signs"), self.env._("Guidance on living")
        tests = self.env._("Auxiliary tests")
        return [
            self._paper_code("dm_symptom_ids", text="dm_symptom_other"),
            *self._get_paper_signs(),
            self._paper_code("dm_pulse_id", signs),
            self._paper_value("sign_other", signs),
            *self._get_paper_living(),
            self._paper_pair(self._get_label("dm_staple"), "dm_staple", living),
            *self._get_paper_advice(),
            self._paper_value("dm_fasting_glucose", tests),
            self._paper_value("dm_other_glucose", tests),
            self._paper_value("dm_hba1c", tests),
            self._paper_value("dm_hba1c_date", tests),
            self._paper_value("aux", tests),
            *self._get_paper_drugs(),
            self._paper_code("dm_low_id"),
            self._paper_value("dm_insulin"),
            self._paper_value("dm_insulin_use"),
        ]
