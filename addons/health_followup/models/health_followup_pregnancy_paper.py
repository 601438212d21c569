from odoo import api, models

from .health_followup_pregnancy import PREGNANCY

AFTER_DELIVERY = ("preg_breast", "preg_lochia", "preg_uterus", "preg_wound")


class HealthFollowupPregnancy(models.AbstractModel):
    """The forms of pregnancy and lying-in on paper, row by row (domain C.7)."""

    _inherit = "health.followup.pregnancy"

    @api.model
    def _get_paper_title(self, programme):
        titles = {
            "first": self.env._("Record of the first antenatal check"),
            "visit": self.env._("Record of the second to fifth antenatal visits"),
            "postpartum": self.env._("Record of the visit after delivery"),
            "check42": self.env._("Record of the check 42 days after delivery"),
        }
        title = titles.get(self[:1].form_kind) if programme.code == PREGNANCY else None
        return title or super()._get_paper_title(programme)

    def _get_paper_rows(self):
        kind = self[:1].form_kind if self.programme_id.code == PREGNANCY else None
        forms = {
            "first": self._get_paper_first,
            "visit": self._get_paper_visit,
            "postpartum": self._get_paper_postpartum,
            "check42": self._get_paper_check42,
        }
        return forms[kind]() if kind in forms else super()._get_paper_rows()

    def _get_paper_visit(self):
        check = self.env._("Obstetric check")
        urged = self.env._("urged")
        dates = self._paper_value("date")._replace(label=self.env._("Visited or urged on"))
        return [
            dates.with_words([visit.preg_is_urged and f"({urged})" for visit in self]),
            self._paper_week(),
            self._paper_value("preg_complaint"),
            self._paper_value("weight"),
            self._paper_value("preg_fundus", check),
            self._paper_value("preg_belly", check),
            self._paper_value("preg_position", check),
            self._paper_value("preg_fetal_heart", check),
            self._paper_pressure(),
            self._paper_value("preg_hgb"),
            self._paper_value("preg_protein"),
            self._paper_value("preg_tests"),
            *self._paper_filled(self._paper_value("preg_other")),
            *self._paper_class("preg_class_id"),
            *self._paper_advised("preg_guidance_ids", text="preg_guidance_other"),
            *self._paper_end(),
        ]

    def _get_paper_postpartum(self):
        return [
            *self._get_paper_lying_in(),
            *self._paper_class("preg_class_id"),
            *self._paper_advised("preg_lying_guidance_ids", text="preg_guidance_other"),
            *self._paper_end(),
        ]

    def _get_paper_check42(self):
        """The last form: nobody has to come again."""
        return [
            *self._get_paper_lying_in(),
            *self._paper_class("preg_recovery_id"),
            self._paper_code("preg_end_guidance_ids", text="preg_guidance_other"),
            self._paper_code("preg_outcome_id"),
            *self._paper_referral(),
            self._paper_signature(),
        ]

    def _get_paper_lying_in(self):
        return [
            self._paper_value("date"),
            self._paper_value("preg_delivery_date"),
            self._paper_value("preg_discharge_date"),
            self._paper_value("preg_temperature"),
            self._paper_value("preg_health"),
            self._paper_value("preg_mind"),
            self._paper_pressure(),
            *(self._paper_choice(name) for name in AFTER_DELIVERY),
            self._paper_value("preg_other"),
        ]

    def _paper_class(self, name):
        """The class of this paper, and the colour of the risk where somebody noted it."""
        row = self._paper_code(name, text="preg_class_text")._replace(label=self.env._("Class"))
        return [row, *self._paper_filled(self._paper_code("preg_risk_id"))]
