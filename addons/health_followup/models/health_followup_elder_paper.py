from odoo import api, models

from ..tools.paper import PaperForm, PaperRow
from .health_followup_adl import ITEMS
from .health_followup_elder import ELDER


class HealthFollowupElder(models.AbstractModel):
    """Elders on paper: the local 老年人随访服务记录表, and behind it 老年人生活自理能力评估表 and
    老年人中医药健康管理服务记录表 of the visits that hold them (domain C.5, C.6).
    """

    _inherit = "health.followup.elder"

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == ELDER:
            return self.env._("Follow-up record of an elder (local form)")
        return super()._get_paper_title(programme)

    def _get_paper_forms(self):
        forms = super()._get_paper_forms()
        if self.programme_id.code != ELDER:
            return forms
        scored = self.filtered(lambda visit: any(visit[name] for name in ITEMS))
        asked = self.filtered(lambda visit: visit._is_tcm_begun() or visit.tcm_guidance_ids)
        scales = [scored._get_paper_adl()] if scored else []
        return [
            *(form._replace(is_dense=True) for form in forms),
            *scales,
            *(visit._get_paper_tcm() for visit in asked),
        ]

    def _get_paper_body(self):
        if self.programme_id.code != ELDER:
            return super()._get_paper_body()
        signs, living = self.env._("Signs"), self.env._("Guidance on living")
        care = self.env._("Self-care")
        return [
            self._paper_code("elder_symptom_ids", text="elder_symptom_other"),
            self._paper_code("elder_health_id"),
            *self._get_paper_signs(),
            self._paper_value("heart_rate", signs),
            self._paper_value("waist", signs),
            self._paper_value("sign_other", signs),
            *self._get_paper_living(),
            self._paper_choice("salt", living),
            self._paper_choice("salt_target", living),
            *self._get_paper_advice(),
            self._paper_value("aux"),
            self._paper_total(care),
            self._paper_code("adl_level_id", care),
            *self._get_paper_drugs(),
        ]

    def _get_paper_foot(self):
        """This form has no class."""
        if self.programme_id.code != ELDER:
            return super()._get_paper_foot()
        return [
            self._paper_drugs(),
            self._paper_code("elder_guidance_ids", text="elder_guidance_other"),
            *self._paper_referral(),
            *self._paper_end(),
        ]

    def _get_paper_adl(self):
        """The scale with the points of its answers, of which no two are alike."""
        care = self.env._("Assessed activity")
        rows = [
            self._paper_value("date"),
            *(self._paper_points(name, care) for name in ITEMS),
            self._paper_total(""),
            self._paper_code("adl_level_id"),
            self._paper_signature(),
        ]
        return PaperForm(self.env._("Self-care scale of an elder"), self, rows)

    def _paper_points(self, name, section):
        codes = self.env["health.code"].search(
            [("list_code", "=", self._fields[name].code_list), ("valid_to", "=", False)]
        )
        hint = "\n".join(f"{code.score} {code.name}" for code in codes)
        cells = [str(visit[name].score) if visit[name] else "" for visit in self]
        return PaperRow(section, self._get_label(name), hint, cells)

    def _paper_total(self, section):
        """Nought is a total, too: whoever needs no help at all."""
        cells = [str(visit.adl_total) if visit.adl_level_id else "" for visit in self]
        return PaperRow(section, self._get_label("adl_total"), "", cells)
