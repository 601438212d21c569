from odoo import api, models

from ..tools.paper import PaperRow
from .health_followup_tuberculosis import FIRST, TUBERCULOSIS
from .health_followup_tuberculosis_first import EDUCATION


class HealthFollowupTuberculosis(models.AbstractModel):
    """肺结核 on paper: 第一次入户随访记录表 and 随访服务记录表, row by row (domain C.4)."""

    _inherit = "health.followup.tuberculosis"

    def _get_paper_key(self):
        """The first visit stands on a form of its own."""
        return super()._get_paper_key(), self.tb_form

    @api.model
    def _get_paper_title(self, programme):
        if programme.code != TUBERCULOSIS:
            return super()._get_paper_title(programme)
        if self[:1].tb_form == FIRST:
            return self.env._("Record of the first home visit to a patient with tuberculosis")
        return self.env._("Follow-up record of a patient with tuberculosis")

    def _get_paper_rows(self):
        if self.programme_id.code != TUBERCULOSIS:
            return super()._get_paper_rows()
        return self._paper_first() if self[:1].tb_form == FIRST else self._paper_later()

    def _paper_first(self):
        home, education = self.env._("Home"), self.env._("Education and training")
        places = [_join(visit.tb_pickup_place, visit.tb_pickup_date) for visit in self]
        return [
            self._paper_value("date"),
            self._paper_choice("way"),
            self._paper_code("tb_patient_id"),
            self._paper_code("tb_sputum_id"),
            self._paper_code("tb_resistance_id"),
            self._paper_code("tb_first_symptom_ids"),
            *self._paper_use(),
            self._paper_code("tb_supervisor_id"),
            self._paper_code("tb_room_id", home),
            self._paper_code("tb_ventilation_id", home),
            *self._paper_habits(),
            PaperRow(education, self.env._("Where and when drugs are fetched"), "", places),
            *(self._paper_code(name, education) for name in EDUCATION),
            *self._paper_end(),
        ]

    def _paper_later(self):
        return [
            self._paper_value("date"),
            self._paper_value("tb_month"),
            self._paper_code("tb_supervisor_id"),
            self._paper_choice("way"),
            self._paper_code("tb_symptom_ids", text="tb_symptom_other"),
            *self._paper_habits(),
            *self._paper_use(),
            PaperRow(
                self.env._("Drugs"),
                self._get_label("tb_missed_doses"),
                "",
                [str(visit.tb_missed_doses) if visit._met_resident() else "" for visit in self],
            ),
            self._paper_code("tb_adr_id", text="tb_adr_text"),
            self._paper_code("tb_complication_id", text="tb_complication_text"),
            *self._paper_referral(),
            self._paper_value("tb_opinion"),
            *self._paper_end(),
            *self._paper_stop(),
        ]

    def _paper_use(self):
        drugs = self.env._("Drugs")
        return [
            self._paper_value("tb_regimen", drugs),
            self._paper_code("tb_usage_id", drugs),
            self._paper_code("tb_dosage_ids", drugs),
        ]

    def _paper_habits(self):
        living = self.env._("Way of living")
        return [
            self._paper_pair(self.env._("Cigarettes a day"), "smoke", living),
            self._paper_pair(self.env._("Spirits a day (liang)"), "drink", living),
        ]

    def _paper_referral(self):
        if self.programme_id.code != TUBERCULOSIS:
            return super()._paper_referral()
        label = self.env._("Referral")
        departments = [_join(*visit.referral_ids.mapped("department")) for visit in self]
        outcomes = ["\n".join(filter(None, visit.referral_ids.mapped("outcome"))) for visit in self]
        return [
            PaperRow(label, self.env._("Department"), "", departments),
            PaperRow(label, self.env._("Reason"), "", self._paper_referrals("reason_id")),
            PaperRow(label, self.env._("Outcome within 2 weeks"), "", outcomes),
        ]

    def _paper_stop(self):
        stop, whole = self.env._("End of the treatment"), self.env._("Whole treatment")
        return [
            self._paper_value("tb_stop_date", stop),
            self._paper_code("tb_stop_id", stop),
            self._paper_whole(whole, "tb_visits_due", "tb_visits_done"),
            self._paper_whole(whole, "tb_doses_due", "tb_doses_done"),
            PaperRow(
                whole,
                self._get_label("tb_percent"),
                "",
                [f"{visit.tb_percent:.1f}" if visit.tb_doses_due else "" for visit in self],
            ),
            PaperRow(
                whole,
                self._get_label("tb_evaluator_id"),
                "",
                [v.tb_evaluator_id.name for v in self],
            ),
        ]

    def _paper_whole(self, section, due, done):
        """What was due and what was done, as “180 / 171”."""
        label = f"{self._get_label(due)} / {self._get_label(done)}"
        cells = [f"{v[due]} / {v[done]}" if v._get_end() else "" for v in self]
        return PaperRow(section, label, "", cells)


def _join(*parts):
    return " ".join(str(part) for part in parts if part)
