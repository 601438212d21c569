from odoo import models

from ..tools.paper import PaperRow

PARENT = ("name", "job", "phone", "birth")
ORGANS = (
    "child_eyes", "child_limbs", "child_ears", "child_neck_mass", "child_nose", "child_skin_ids",
    "child_mouth", "child_anus", "child_chest", "child_abdomen", "child_spine", "child_genitals",
    "child_cord_id",
)  # fmt: skip


class HealthFollowupNewborn(models.AbstractModel):
    """新生儿家庭访视记录表 on paper, row by row (domain C.8)."""

    _inherit = "health.followup.child.newborn"

    def _get_paper_newborn(self):
        body = self.env._("Physical check")
        return [
            *self._get_paper_family(),
            *self._get_paper_birth(),
            *self._get_paper_feeding(),
            self._paper_value("child_newborn_temperature", body),
            self._paper_value("heart_rate", body),
            self._paper_value("child_respiration", body),
            self._paper_code("child_colour_id", body),
            self._paper_code("child_jaundice_ids", body),
            self._paper_code("child_fontanelle_id", body).with_words(self._get_fontanelles()),
            *self._paper_boxes(ORGANS, body),
            self._paper_value("child_abnormal", body),
            self._paper_value("child_other", body),
            *self._paper_advised("child_newborn_guidance_ids", text="child_guidance_other"),
            self._paper_value("date"),
            self._paper_value("child_next_place"),
            *self._paper_end(),
        ]

    def _get_paper_family(self):
        return [
            self._paper_choice("sex"),
            self._paper_value("birth_date"),
            *(self._paper_value(f"child_father_{part}") for part in PARENT),
            *(self._paper_value(f"child_mother_{part}") for part in PARENT),
        ]

    def _get_paper_birth(self):
        birth = self._get_label("child_birth_ids")
        return [
            self._paper_value("child_weeks", birth),
            self._paper_code("child_mother_disease_ids", birth),
            self._paper_value("child_midwifery", birth),
            self._paper_code("child_birth_ids", birth)._replace(
                label=self.env._("Course of the birth")
            ),
            self._paper_choice("child_asphyxia", birth),
            self._paper_apgar(birth),
            self._paper_choice("child_malformation", birth, text="child_malformation_text"),
            self._paper_code("child_hearing_screen_id", birth),
            self._paper_code("child_screening_ids", birth),
            self._paper_value("child_birth_weight", birth),
            self._paper_value("weight", birth)._replace(label=self.env._("Weight now (kg)")),
            self._paper_value("child_birth_length", birth),
        ]

    def _get_paper_feeding(self):
        feeding = self._get_label("child_feeding_id")
        return [
            self._paper_code("child_feeding_id", feeding)._replace(
                label=self.env._("Way of feeding")
            ),
            self._paper_value("child_milk_ml", feeding),
            self._paper_value("child_milk_times", feeding),
            self._paper_choice("child_vomiting", feeding),
            self._paper_code("child_stool_id", feeding),
            self._paper_value("child_stool_times", feeding),
        ]

    def _paper_apgar(self, section):
        """Both scores, or that nobody knows them."""
        unknown = self.env._("Unknown")
        cells = [
            unknown
            if visit.child_apgar_unknown
            else f"{visit.child_apgar_1} / {visit.child_apgar_5}"
            if visit.child_apgar_1 or visit.child_apgar_5
            else ""
            for visit in self
        ]
        label = self.env._("Apgar score: 1 minute / 5 minutes")
        return PaperRow(section, label, unknown, cells)
