from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes

HYPERTENSION = "hypertension"
BLOCK = {"prefetch": HYPERTENSION}


class HealthFollowupHypertension(models.AbstractModel):
    """Follow-up of hypertension (高血压患者随访服务记录表, domain C.1)."""

    _name = "health.followup.hypertension"
    _inherit = ["health.chronic.mixin"]
    _description = "Follow-up of Hypertension"

    htn_symptom_ids = many_codes(
        "htn_symptom", "Symptoms of hypertension", "health_followup_htn_symptom"
    )
    htn_symptom_other = fields.Char("Other symptoms of hypertension", **BLOCK)
    htn_danger_ids = many_codes(
        "htn_danger", "Dangers of hypertension", "health_followup_htn_danger"
    )

    @api.model
    def _get_deciding_fields(self):
        boxes = ["sbp", "dbp", "htn_symptom_ids", "htn_danger_ids"]
        return [*super()._get_deciding_fields(), *boxes]

    def _is_measured(self):
        measured = super()._is_measured()
        if self.programme_code != HYPERTENSION:
            return measured
        return measured and bool(self.sbp and self.dbp)

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != HYPERTENSION:
            return boxes
        if self.is_face_to_face:
            boxes += ["sbp", "dbp"]
        return [*boxes, "htn_symptom_ids", "adherence_id", "adr"]

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {
            HYPERTENSION: "health_followup.health_followup_view_form_hypertension"
        }

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == HYPERTENSION:
            return self.env._("Follow-up record of a patient with hypertension")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != HYPERTENSION:
            return super()._get_paper_body()
        signs, living = self.env._("Signs"), self.env._("Guidance on living")
        return [
            self._paper_code("htn_symptom_ids", text="htn_symptom_other"),
            *self._get_paper_signs(),
            self._paper_value("heart_rate", signs),
            self._paper_value("sign_other", signs),
            *self._get_paper_living(),
            self._paper_choice("salt", living),
            self._paper_choice("salt_target", living),
            *self._get_paper_advice(),
            self._paper_value("aux"),
            *self._get_paper_drugs(),
        ]
