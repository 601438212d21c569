from odoo import api, fields, models

from .health_followup_diabetes import DIABETES

BLOCK = {"prefetch": "glucose"}
KINDS = {"glu_fasting": "fbg", "glu_meal": "pbg", "glu_random": "rbg"}
"""Box: code of the kind of measurement."""
ASKING = ("stroke", "general")
"""Programmes whose forms have these boxes."""


class HealthFollowupGlucose(models.AbstractModel):
    """Glucose where a form asks for several kinds of it beside each other (domain C.10, C.12)."""

    _name = "health.followup.glucose"
    _inherit = ["health.followup.block"]
    _description = "Glucose"

    glu_fasting = fields.Float(
        "Glucose, fasting (mmol/L)", digits=(5, 2), aggregator="avg", **BLOCK
    )
    glu_meal = fields.Float(
        "Glucose, 2 hours after a meal (mmol/L)", digits=(5, 2), aggregator="avg", **BLOCK
    )
    glu_random = fields.Float("Glucose, random (mmol/L)", digits=(5, 2), aggregator="avg", **BLOCK)

    @api.onchange(*KINDS)
    def _onchange_glucose(self):
        return self._onchange_vitals()

    @api.model
    def _get_vital_boxes(self):
        return super()._get_vital_boxes() | KINDS

    @api.model
    def _get_kept_boxes(self):
        return super()._get_kept_boxes() | KINDS

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), *KINDS]

    def _propose_boxes(self):
        """What another visit of the day measured; the form of diabetes has a box of its own."""
        super()._propose_boxes()
        if self.programme_code not in (*ASKING, DIABETES):
            return
        for other in self._get_visits_of_day():
            if self.programme_code == DIABETES:
                self.dm_glucose = self.dm_glucose or other.glu_fasting
            else:
                self._take_boxes(other, KINDS)
                self.glu_fasting = self.glu_fasting or other.dm_fasting_glucose
