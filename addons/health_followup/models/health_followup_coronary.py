from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes

from ..tools.paper import PaperRow

CORONARY = "coronary"
BLOCK = {"prefetch": CORONARY}
UNIT_CODES = {
    "mg": "1",
    "dose": "2",
    "tablet": "3",
    "pill": "4",
    "capsule": "5",
    "bag": "6",
    "piece": "7",
}
"""Units of drugs as the local form numbers them (domain C.11); others are printed in words."""


class HealthFollowupCoronary(models.AbstractModel):
    """Follow-up of coronary disease (冠心病随访, domain C.11): local, there is no national form."""

    _name = "health.followup.coronary"
    _inherit = ["health.chronic.mixin"]
    _description = "Follow-up of Coronary Disease"

    chd_symptom_ids = many_codes(
        "chd_symptom", "Symptoms of coronary disease", "health_followup_chd_symptom"
    )
    chd_symptom_other = fields.Char("Other symptoms of coronary disease", **BLOCK)
    chd_danger_ids = many_codes(
        "chd_danger", "Dangers of coronary disease", "health_followup_chd_danger"
    )
    chd_first_sound = fields.Selection("_selection_adr", "First heart sound weakened", **BLOCK)
    chd_premature = fields.Selection(
        "_selection_adr", "Premature beats or atrial fibrillation", **BLOCK
    )
    chd_gallop = fields.Selection("_selection_adr", "Gallop rhythm", **BLOCK)
    chd_relief = fields.Selection("_selection_adr", "Relief by nitroglycerin", **BLOCK)
    chd_advice_habits = fields.Char("Advice on smoking and drinking", **BLOCK)
    chd_advice_exercise = fields.Char("Advice on exercise", **BLOCK)
    chd_advice_salt = fields.Char("Advice on salt", **BLOCK)

    @api.model
    def _get_deciding_fields(self):
        boxes = ["sbp", "dbp", "heart_rate", "chd_symptom_ids", "chd_danger_ids"]
        return [*super()._get_deciding_fields(), *boxes]

    def _is_measured(self):
        measured = super()._is_measured()
        if self.programme_code != CORONARY:
            return measured
        # a danger that is told on the telephone waits for no pressure
        return measured and bool(self.sbp and self.dbp or self.chd_danger_ids)

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != CORONARY:
            return boxes
        if self.is_face_to_face:
            boxes += ["sbp", "dbp", "heart_rate"]
        return [*boxes, "chd_symptom_ids", "adherence_id", "adr"]

    @api.model
    def _get_repeated_boxes(self):
        boxes = ["chd_advice_habits", "chd_advice_exercise", "chd_advice_salt"]
        return [*super()._get_repeated_boxes(), *boxes]

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {
            CORONARY: "health_followup.health_followup_view_form_coronary"
        }

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == CORONARY:
            return self.env._(
                "Follow-up record of a patient with coronary heart disease (local form)"
            )
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != CORONARY:
            return super()._get_paper_body()
        signs, living = self.env._("Signs"), self.env._("Guidance on living")
        return [
            self._paper_code("chd_symptom_ids", text="chd_symptom_other"),
            self._paper_code("chd_danger_ids"),
            *self._get_paper_signs(),
            self._paper_value("heart_rate", signs),
            self._paper_choice("chd_first_sound", signs),
            self._paper_choice("chd_premature", signs),
            self._paper_choice("chd_gallop", signs),
            self._paper_value("sign_other", signs),
            *self._get_paper_living(),
            self._paper_value("chd_advice_habits", living),
            self._paper_value("chd_advice_exercise", living),
            self._paper_value("chd_advice_salt", living),
            self._paper_choice("comply", living),
            self._paper_value("aux"),
            self._paper_choice("chd_relief"),
            *self._get_paper_drugs(),
        ]

    def _paper_drugs(self):
        """This form writes the units of drugs as numbers."""
        if self.programme_id.code != CORONARY:
            return super()._paper_drugs()
        units = dict(self.drug_ids._fields["unit"]._description_selection(self.env))
        hint = "  ".join(f"{code} {units[unit]}" for unit, code in UNIT_CODES.items())
        cells = [
            "\n".join(
                f"{line.name} {line.times_a_day} × {line.amount:g} "
                f"{UNIT_CODES.get(line.unit) or units.get(line.unit, '')}"
                for line in visit.drug_ids
            )
            for visit in self
        ]
        return PaperRow("", self.env._("Drugs: times a day × amount, unit"), hint, cells)
