from odoo import api, fields, models

from odoo.addons.health_archive.tools import one_code

from ..tools.paper import PaperRow

BLOCK = {"prefetch": "chronic"}
YES, NEW, WORSE = "2", "2", "3"


class HealthChronicMixin(models.AbstractModel):
    """What the forms of chronic diseases share: drugs taken, their harm, complications (C.1, C.2)."""

    _name = "health.chronic.mixin"
    _inherit = ["health.followup.block"]
    _description = "Chronic Disease"

    sign_other = fields.Char("Other signs", **BLOCK)
    aux = fields.Text("Auxiliary tests", help="Tests since the last visit.", **BLOCK)
    adherence_id = one_code("adherence", "Taking drugs", **BLOCK)
    adherence_reason_id = one_code("adherence_reason", "Why not regularly", **BLOCK)
    adr = fields.Selection("_selection_adr", "Adverse drug reaction", **BLOCK)
    adr_text = fields.Char("Which reaction", **BLOCK)
    complication = fields.Selection("_selection_complication", "Complications", **BLOCK)
    complication_text = fields.Char("Which complications", **BLOCK)

    @api.model
    def _selection_adr(self):
        return list({"1": self.env._("None"), YES: self.env._("Yes")}.items())

    @api.model
    def _selection_complication(self):
        labels = {
            "1": self.env._("None, or as before"),
            NEW: self.env._("A new one"),
            WORSE: self.env._("An old one got worse"),
        }
        return list(labels.items())

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "adr", "complication"]

    @api.model
    def _get_repeated_boxes(self):
        return [*super()._get_repeated_boxes(), "adherence_id", "adherence_reason_id"]

    def _get_paper_signs(self):
        """Rows that the national forms of both diseases begin with, after the symptoms."""
        signs = self.env._("Signs")
        return [
            self._paper_pressure(signs),
            self._paper_pair(self.env._("Weight (kg)"), "weight", signs),
            PaperRow(signs, self._get_label("bmi"), "", [_get_bmis(v) for v in self]),
        ]

    def _get_paper_living(self):
        living = self.env._("Guidance on living")
        return [
            self._paper_pair(self.env._("Cigarettes a day"), "smoke", living),
            self._paper_pair(self.env._("Spirits a day (liang)"), "drink", living),
            self._paper_pair(self.env._("Exercise, times a week"), "exercise_times", living),
            self._paper_pair(self.env._("Exercise, minutes each time"), "exercise_minutes", living),
        ]

    def _get_paper_advice(self):
        living = self.env._("Guidance on living")
        return [self._paper_choice("mind", living), self._paper_choice("comply", living)]

    def _get_paper_drugs(self):
        return [self._paper_code("adherence_id"), self._paper_choice("adr", text="adr_text")]


def _get_bmis(visit):
    bmi, target = (f"{value:.1f}" if value else "" for value in (visit.bmi, visit.bmi_target))
    return f"{bmi} / {target}" if bmi or target else ""
