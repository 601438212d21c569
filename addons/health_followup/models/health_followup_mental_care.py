from odoo import api, fields, models

from .health_followup_mental import (
    ASSESSED,
    DIED,
    FUNCTIONS,
    MENTAL,
    SOMATIC,
    WAS_IN_HOSPITAL,
)


class HealthFollowupMental(models.AbstractModel):
    """What follows from a visit: its class (the doctor decides), what is asked for, how it ends."""

    _inherit = "health.followup.mental"

    @api.model
    def _get_deciding_fields(self):
        boxes = ["smd_risk_id", "smd_symptom_ids", "smd_danger_ids", "smd_insight_id", *FUNCTIONS]
        return [*super()._get_deciding_fields(), "smd_death_date", *boxes]

    def _is_measured(self):
        measured = super()._is_measured()
        if self.programme_code != MENTAL:
            return measured
        return measured and not self.is_missed and bool(self.smd_risk_id and self.smd_insight_id)

    def _compute_latest_next_date(self):
        super()._compute_latest_next_date()
        rules = self.env["health.rule"]
        for followup in self:
            if followup.programme_code != MENTAL or not followup.date or followup._get_end():
                continue
            if followup.is_missed:
                days = int(rules._get("interval_mental_missed", followup.date))
                followup.latest_next_date = fields.Date.add(followup.date, days=days)

    @api.model
    def _get_ending_boxes(self):
        return super()._get_ending_boxes() | {MENTAL: "smd_death_date"}

    def _is_dead(self):
        return super()._is_dead() or bool(self.smd_death_date)

    def _get_closing(self):
        if self.programme_code != MENTAL:
            return super()._get_closing()
        return DIED, self.smd_death_cause_id.name or ""

    def _get_loss(self):
        loss = super()._get_loss()
        if self.programme_code != MENTAL or not self.smd_lost_id:
            return loss
        return " ".join(filter(None, (self.smd_lost_id.name, self.smd_lost_text)))

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != MENTAL:
            return boxes
        if self.smd_death_date:
            disease = ["smd_death_disease_id"] if self.smd_death_cause_id.code == SOMATIC else []
            return [*boxes, "smd_death_cause_id", *disease]
        if self.is_missed:
            return [*boxes, *self._get_texts_asked_for()]
        if self.smd_hospital_id.code == WAS_IN_HOSPITAL:
            boxes = [*boxes, "smd_discharge_date"]
        return [*boxes, *ASSESSED, "class_id", *self._get_texts_asked_for()]

    def _get_texts_asked_for(self):
        texts = {
            "smd_lost_id": "smd_lost_text",
            "smd_symptom_ids": "smd_symptom_other",
            "smd_laboratory_id": "smd_laboratory_text",
            "smd_adr_id": "smd_adr_text",
            "smd_rehab_ids": "smd_rehab_other",
        }
        asked = [text for name, text in texts.items() if any(self[name].mapped("needs_text"))]
        return [*super()._get_texts_asked_for(), *asked]

    @api.model
    def _get_repeated_boxes(self):
        return [*super()._get_repeated_boxes(), "smd_rehab_ids", "smd_rehab_other"]

    @api.model
    def _get_forms(self):
        form = "health_followup.health_followup_sensitive_view_form_mental"
        return super()._get_forms() | {MENTAL: form}
