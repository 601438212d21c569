from odoo import models

from ..tools.paper import PaperRow

BIRTHS = ("preg_gravidity", "preg_parity", "preg_vaginal", "preg_caesarean")
LOSSES = (
    "preg_miscarriages", "preg_abortions", "preg_fetal_deaths", "preg_stillbirths",
    "preg_newborn_deaths", "preg_defects",
)  # fmt: skip
ORGANS = ("preg_vulva", "preg_vagina", "preg_cervix", "preg_uterus", "preg_adnexa")
BLOOD = ("preg_hgb", "preg_wbc", "preg_plt")
URINE = ("preg_protein", "preg_urine_sugar", "preg_ketone", "preg_urine_blood")
CHEMISTRY = (
    "preg_glucose", "preg_alt", "preg_ast", "preg_alb", "preg_tbil", "preg_dbil", "preg_crea",
    "preg_urea",
)  # fmt: skip
REACTIONS = (
    "preg_hbsag", "preg_hbsab", "preg_hbeag", "preg_hbeab", "preg_hbcab", "preg_syphilis",
    "preg_hiv",
)  # fmt: skip


class HealthFollowupPregnancyFirst(models.AbstractModel):
    """第1次产前检查服务记录表 on paper, row by row (domain C.7)."""

    _inherit = "health.followup.pregnancy.first"

    def _get_paper_first(self):
        return [
            self._paper_value("date")._replace(label=self.env._("Filled in on")),
            self._paper_week(),
            self._paper_value("age"),
            *(self._paper_value(f"preg_husband_{part}") for part in ("name", "age", "phone")),
            *(self._paper_value(name) for name in BIRTHS),
            self._paper_value("preg_period_date"),
            self._paper_value("preg_due_date"),
            self._paper_code("preg_history_ids", text="preg_history_other"),
            self._paper_code("preg_family_ids", text="preg_family_other"),
            self._paper_code("preg_personal_ids", text="preg_personal_other"),
            self._paper_surgery(),
            *(self._paper_value(name, self.env._("Obstetric history")) for name in LOSSES),
            *self._get_paper_check(),
            *self._get_paper_tests(),
            self._paper_code("preg_class_id", text="preg_class_text")._replace(
                label=self.env._("Overall assessment")
            ),
            *self._paper_filled(self._paper_code("preg_risk_id")),
            *self._paper_advised("preg_first_guidance_ids", text="preg_guidance_other"),
            *self._paper_end(),
        ]

    def _get_paper_check(self):
        body, organs = self.env._("Physical check"), self.env._("Gynaecological check")
        return [
            self._paper_value("height", body),
            self._paper_value("weight", body),
            self._paper_value("bmi", body)._replace(
                cells=[f"{visit.bmi:.1f}" if visit.bmi else "" for visit in self]
            ),
            self._paper_pressure(body),
            self._paper_choice("preg_heart", body),
            self._paper_choice("preg_lung", body),
            *(self._paper_choice(name, organs) for name in ORGANS),
        ]

    def _get_paper_tests(self):
        tests = self.env._("Auxiliary tests")
        # what the syphilis and HIV tests tell is on the paper of those who may read it only
        reactions = [n for n in REACTIONS if self._has_field_access(self._fields[n], "read")]
        return [
            *(self._paper_value(name, tests) for name in (*BLOOD, *URINE)),
            self._paper_code("preg_abo_id", tests),
            self._paper_code("preg_rh_id", tests),
            *(self._paper_value(name, tests) for name in CHEMISTRY),
            self._paper_code("preg_secretion_ids", tests),
            self._paper_code("preg_cleanness_id", tests),
            *(self._paper_choice(name, tests) for name in reactions),
            self._paper_value("preg_ultrasound", tests),
            self._paper_value("preg_tests", tests),
            self._paper_value("preg_other", tests),
        ]

    def _paper_week(self):
        """Weeks and days, as “12+3”."""
        weeks = [
            f"{v.preg_weeks}+{v.preg_days}" if v.preg_weeks or v.preg_days else "" for v in self
        ]
        return PaperRow("", self._get_label("preg_weeks"), "", weeks)

    def _paper_surgery(self):
        cells = [("2" if v.preg_surgery else "1") if v._is_visited() else "" for v in self]
        row = PaperRow("", self._get_label("preg_surgery"), self.env._("1 none  2 yes"), cells)
        return row.with_words([visit.preg_surgery for visit in self])
