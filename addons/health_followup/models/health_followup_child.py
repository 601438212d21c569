from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from ..tools import gestation, growth

CHILD = "child"
BLOCK = {"prefetch": CHILD}
KEPT = ("child_weeks", "child_discharge_date")
Z_SCORES = {
    "child_weight_z": "weight_for_age",
    "child_height_z": "height_for_age",
    "child_weight_height_z": "weight_for_height",
    "child_bmi_z": "bmi_for_age",
}
EVALUATED = {
    "child_weight_z": "child_wfa",
    "child_height_z": "child_hfa",
    "child_weight_height_z": "child_wfh",
}
"""Z-score: scale whose bands evaluate it."""
NORMAL_GROWTH, NO_WARNING = "1", "0"


def _z_score(label):
    return fields.Float(
        label, digits=(4, 2), compute="_compute_z_scores", store=True, aggregator="avg", **BLOCK
    )


class HealthFollowupChild(models.AbstractModel):
    """What all checks of children aged 0 to 6 share (domain C.8): growth and development.

    Growth is measured against the WHO standard of 2006, which ends at five years.
    """

    _name = "health.followup.child"
    _inherit = ["health.followup.child.newborn", "health.followup.child.check"]
    _description = "Check of a Child"

    child_months = fields.Integer("Age in months", compute="_compute_child_months", store=True)
    child_weeks = fields.Integer(
        "Weeks of pregnancy at birth", compute="_compute_carried", inverse="_inverse_carried",
        store=True, readonly=False, aggregator="avg", **BLOCK,
    )  # fmt: skip
    child_discharge_date = fields.Date(
        "Newborn discharged on", compute="_compute_carried", inverse="_inverse_carried",
        store=True, readonly=False, **BLOCK,
    )  # fmt: skip
    child_posture = fields.Selection(
        "_selection_posture", "Measured", help="Empty: lying up to 24 months, then standing.",
        **BLOCK,
    )  # fmt: skip
    child_weight_z = _z_score("Weight for age, z")
    child_height_z = _z_score("Height for age, z")
    child_weight_height_z = _z_score("Weight for height, z")
    child_bmi_z = _z_score("BMI for age, z")
    child_weight_band_id = one_code(
        "child_band", "Weight, band", compute="_compute_bands", store=True, readonly=False, **BLOCK
    )
    child_height_band_id = one_code(
        "child_band", "Height, band", compute="_compute_bands", store=True, readonly=False, **BLOCK
    )
    child_growth_ids = many_codes(
        "child_growth", "Evaluation of growth", "health_followup_child_growth",
        compute="_compute_bands", store=True, readonly=False,
    )  # fmt: skip
    child_warning_ids = many_codes(
        "child_warning", "Warning signs", "health_followup_child_warning"
    )
    child_is_warned = fields.Boolean(
        "Warning sign found", compute="_compute_child_is_warned", store=True, **BLOCK
    )

    @api.model
    def _selection_posture(self):
        return list({"1": self.env._("Lying"), "2": self.env._("Standing")}.items())

    @api.depends("date", "birth_date")
    def _compute_child_months(self):
        for followup in self:
            born, date = followup.birth_date, followup.date
            is_child = born and date and followup.programme_code == CHILD
            followup.child_months = gestation.whole_months(born, date) if is_child else 0

    @api.model
    def _get_carried_boxes(self):
        return super()._get_carried_boxes() | {CHILD: KEPT}

    @api.depends("date", "birth_date", "sex", "weight", "height", "child_posture", "child_weeks")
    def _compute_z_scores(self):
        for followup in self:
            found = followup._get_z_scores() if followup.programme_code == CHILD else None
            for name, key in Z_SCORES.items():
                followup[name] = found and getattr(found, key) or 0

    def _get_z_scores(self):
        if not self.birth_date or not self.date:
            return None
        lying = {"1": True, "2": False}.get(self.child_posture)
        return growth.z_scores(
            self.sex, self._get_corrected_days(), self.weight, self.height, lying
        )

    def _get_corrected_days(self):
        """Days of age; of a child that came early counted from the day it was due."""
        rules = self.env["health.rule"]
        limits = [
            int(rules._get(code, self.date))
            for code in ("child_full_weeks", "child_preterm_weeks", "child_corrected_days")
        ]
        return growth.corrected_days((self.date - self.birth_date).days, self.child_weeks, *limits)

    @api.depends(*Z_SCORES)
    def _compute_bands(self):
        bands, codes = self.env["health.scale.band"], self.env["health.code"]
        for followup in self:
            found = {
                name: bands._get_code(scale, followup[name], followup.date)
                for name, scale in EVALUATED.items()
                if followup[name] and followup.date
            }
            for name, z_score in (
                ("child_weight_band_id", "child_weight_z"),
                ("child_height_band_id", "child_height_z"),
            ):
                if followup[z_score]:
                    followup[name] = bands._get_code("child_band", followup[z_score], followup.date)
                else:
                    followup[name] = followup[name]
            results = codes.union(*found.values())
            deviant = results.filtered(lambda code: code.code != NORMAL_GROWTH)
            followup.child_growth_ids = deviant or results or followup.child_growth_ids

    @api.depends("child_warning_ids")
    def _compute_child_is_warned(self):
        for followup in self:
            found = followup.child_warning_ids.mapped("code")
            followup.child_is_warned = bool(set(found) - {NO_WARNING})

    @api.onchange("sbp", "dbp", "weight", "height", "waist", "heart_rate")
    def _onchange_vitals(self):
        # what is usual is said of adults
        return None if self.programme_code == CHILD else super()._onchange_vitals()

    def _get_origins(self):
        origins = super()._get_origins()
        return origins | {"birth": self.birth_date} if self.programme_code == CHILD else origins

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {CHILD: "health_followup.health_followup_view_form_child"}

    @api.model
    def _get_deciding_fields(self):
        boxes = ["child_is_warned", "child_hgb", "child_hearing", "child_newborn_temperature"]
        boxes += ["child_respiration", "child_jaundice_ids"]
        return [*super()._get_deciding_fields(), "heart_rate", *boxes, *Z_SCORES]

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != CHILD:
            return boxes
        if self.is_face_to_face:
            boxes = (
                [*boxes, "weight"] if self.form_kind == "newborn" else [*boxes, "weight", "height"]
            )
        return [*boxes, "child_warning_ids"] if self._asks_for_warnings() else boxes

    def _asks_for_warnings(self):
        """Whether the form of this age lists warning signs of the development."""
        codes = self.env["health.code"]._get_ids("child_warning")
        return any(code.startswith(f"{self.form_code}-") for code in codes)
