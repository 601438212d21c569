from odoo import api, models

from .health_followup_tuberculosis import FIRST, TUBERCULOSIS
from .health_followup_tuberculosis_first import EDUCATION

TREATMENT = ["tb_supervisor_id", "tb_regimen", "tb_usage_id", "tb_dosage_ids"]
DECIDING = [
    "tb_supervisor_id",
    "tb_phase",
    "tb_adr_id",
    "tb_complication_id",
    "tb_is_danger",
    "tb_form",
]


class HealthFollowupTuberculosis(models.AbstractModel):
    """What follows from a visit of tuberculosis, and what is asked for; it has no class."""

    _inherit = "health.followup.tuberculosis"

    @api.model
    def _get_carried_boxes(self):
        kept = ("tb_patient_id", "tb_sputum_id", "tb_resistance_id", "tb_supervisor_id")
        return super()._get_carried_boxes() | {TUBERCULOSIS: kept}

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "tb_stop_date", *DECIDING]

    def _get_other_findings(self):
        findings = super()._get_other_findings()
        if self.programme_code == TUBERCULOSIS and self._is_reported():
            findings |= self.env.ref("health_followup.finding_tb_missed_again")
        return findings

    def _is_reported(self):
        """Whether the first visit found nobody so often within its 72 hours that it is reported."""
        if not self.is_missed or self.tb_form != FIRST:
            return False
        days = [self.date, *self._get_visits_before().mapped("date")]
        in_time = [day for day in days if day <= self.tb_deadline]
        return len(in_time) >= self.env["health.rule"]._get("tb_failed_visits", self.date)

    @api.model
    def _get_repeated_boxes(self):
        boxes = ["tb_regimen", "tb_usage_id", "tb_dosage_ids", "tb_pickup_place"]
        return [*super()._get_repeated_boxes(), *boxes]

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != TUBERCULOSIS or self.is_missed:
            return boxes
        if self.tb_form == FIRST:
            kept = ["tb_patient_id", "tb_sputum_id", "tb_resistance_id", "tb_first_symptom_ids"]
            home = ["tb_room_id", "tb_ventilation_id", "tb_pickup_place", "tb_pickup_date"]
            return [*boxes, *kept, *TREATMENT, *home, *EDUCATION]
        boxes = [*boxes, *self._get_texts_asked_for()]
        if self._get_end():
            return boxes
        asked = ["tb_month", "tb_phase", "tb_symptom_ids", "tb_adr_id", "tb_complication_id"]
        return [*boxes, *asked, *TREATMENT]

    def _get_texts_asked_for(self):
        texts = {"tb_adr_id": "tb_adr_text", "tb_complication_id": "tb_complication_text"}
        asked = [text for name, text in texts.items() if self[name].needs_text]
        return [*super()._get_texts_asked_for(), *asked]

    @api.model
    def _get_forms(self):
        form = "health_followup.health_followup_sensitive_view_form_tuberculosis"
        return super()._get_forms() | {TUBERCULOSIS: form}
