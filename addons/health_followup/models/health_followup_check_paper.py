from odoo import models

from ..tools.paper import PaperRow, show

INFANT_SIGNS, TODDLER_SIGNS = (
    ("1", "2", "3", "4", "5", "6", "7"),
    ("1", "4", "5", "6", "7", "8", "9"),
)
"""Signs of rickets that the form of an age lists."""


class HealthFollowupChild(models.AbstractModel):
    """Growth and physical check of the three forms for infants, toddlers and older children on
    paper (domain C.8).
    """

    _inherit = "health.followup.child"

    def _get_paper_infant(self):
        body, growth = self.env._("Physical check"), self.env._("Growth")
        checked = ("03", "06", "08")
        return [
            *self._paper_growth(self.env._("Length (cm)"), growth),
            self._paper_value("child_head", growth),
            *self._paper_boxes(["child_colour_id", "child_skin_ids"], body),
            self._paper_fontanelle(body),
            *self._paper_boxes(["child_neck_mass", "child_eyes", "child_ears"], body),
            self._paper_choice("child_hearing", body)._replace(asked=("06",)),
            self._paper_choice("child_mouth", body),
            self._paper_value("child_teeth", body)._replace(asked=("06", "08")),
            *self._paper_boxes(["child_chest", "child_abdomen"], body),
            self._paper_code("child_cord_id", body)._replace(asked=("01",)),
            self._paper_choice("child_navel", body)._replace(asked=checked),
            self._paper_choice("child_limbs", body),
            self._paper_code("child_rickets_symptom_ids", body)._replace(asked=checked),
            self._paper_code("child_rickets_sign_ids", body, only=INFANT_SIGNS)._replace(
                asked=checked
            ),
            *self._paper_boxes(["child_anus", "child_genitals"], body),
            self._paper_value("child_hgb", body)._replace(asked=("06", "08")),
            self._paper_value("child_outdoor_hours"),
            self._paper_value("child_vitamin_d"),
        ]

    def _get_paper_toddler(self):
        body, growth = self.env._("Physical check"), self.env._("Growth")
        return [
            *self._paper_growth(self.env._("Length or height (cm)"), growth),
            self._paper_value("child_head", growth),
            *self._paper_boxes(["child_colour_id", "child_skin_ids"], body),
            self._paper_fontanelle(body),
            *self._paper_boxes(["child_eyes", "child_ears"], body),
            self._paper_choice("child_hearing", body)._replace(asked=("12", "24")),
            self._paper_teeth(body),
            *self._paper_boxes(["child_chest", "child_abdomen", "child_limbs", "child_gait"], body),
            self._paper_code("child_rickets_sign_ids", body, only=TODDLER_SIGNS),
            self._paper_value("child_hgb", body)._replace(asked=("18", "30")),
            self._paper_value("child_outdoor_hours"),
            self._paper_value("child_vitamin_d"),
        ]

    def _get_paper_preschool(self):
        body, growth = self.env._("Physical check"), self.env._("Growth")
        older = ("48", "60", "72")
        return [
            *self._paper_growth(self._get_label("height"), growth),
            self._paper_weight_for_height(growth),
            self._paper_code("child_growth_ids", growth),
            *self._paper_filled(self._paper_value("child_head", growth)),
            self._paper_value("child_vision_left", body)._replace(asked=older),
            self._paper_value("child_vision_right", body)._replace(asked=older),
            self._paper_choice("child_hearing", body)._replace(asked=("36",)),
            self._paper_teeth(body),
            *self._paper_boxes(["child_chest", "child_abdomen"], body),
            self._paper_value("child_hgb", body)._replace(asked=older),
        ]

    def _paper_growth(self, height, section):
        """Weight and height with their bands, as “9.6 / 2”."""
        weight = self._paper_value("weight", section)
        tall = self._paper_value("height", section)._replace(label=height)
        bands = self._paper_code("child_weight_band_id"), self._paper_code("child_height_band_id")
        return [
            row.with_words(band.cells, " / ")._replace(hint=band.hint)
            for row, band in zip((weight, tall), bands, strict=True)
        ]

    def _paper_weight_for_height(self, section):
        """The band of the weight a child of this height should have; known up to five years."""
        bands = self.env["health.scale.band"]
        found = [(v.child_weight_height_z, v.date) for v in self]
        cells = [bands._get_code("child_band", z, date).code if z else "" for z, date in found]
        hint = self._paper_code("child_weight_band_id").hint
        return PaperRow(section, self.env._("Weight for height"), hint, cells)

    def _paper_fontanelle(self, section):
        row = self._paper_code("child_fontanelle_closed_id", section)
        label = self._get_label("child_fontanelle_length")
        return row.with_words(self._get_fontanelles())._replace(label=label)

    def _paper_teeth(self, section):
        label = f"{self._get_label('child_teeth')} / {self._get_label('child_caries')}"
        counts = [(v.child_teeth, v.child_caries) for v in self]
        cells = [f"{teeth} / {decayed}" if teeth or decayed else "" for teeth, decayed in counts]
        return PaperRow(section, label, "", cells)

    def _get_fontanelles(self):
        """Length and width of the fontanelles, as “(2 × 1.5 cm)”."""
        sizes = [(v.child_fontanelle_length, v.child_fontanelle_width) for v in self]
        joined = [" × ".join(show(side) for side in size if side) for size in sizes]
        return [f"({size} cm)" if size else "" for size in joined]
