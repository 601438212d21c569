from odoo import api, models

from odoo.addons.health_archive.tools import one_code, risk

BLOCK = {"prefetch": "tcm"}


def _question(label, list_code="tcm_answer", **kwargs):
    return one_code(list_code, label, **BLOCK, **kwargs)


class HealthFollowupTcmQuestion(models.AbstractModel):
    """The 33 questions in the order of the form (domain C.6); each answer counts 1 to 5."""

    _name = "health.followup.tcm.question"
    _inherit = ["health.followup.block"]
    _description = "Questions on the Constitution"

    tcm_01_id = _question("1. Full of energy")
    tcm_02_id = _question("2. Easily tired")
    tcm_03_id = _question("3. Short of breath")
    tcm_04_id = _question("4. Voice low and weak")
    tcm_05_id = _question("5. Gloomy")
    tcm_06_id = _question("6. Tense and anxious")
    tcm_07_id = _question("7. Lonely and lost")
    tcm_08_id = _question("8. Afraid, easily frightened")
    tcm_09_id = _question(
        "9. Overweight (BMI)", "tcm_weight", compute="_compute_tcm_weight", store=True,
        readonly=False,
    )  # fmt: skip
    tcm_10_id = _question("10. Dry eyes")
    tcm_11_id = _question("11. Cold hands and feet")
    tcm_12_id = _question("12. Stomach, back or knees dread cold")
    tcm_13_id = _question("13. Bears cold badly")
    tcm_14_id = _question("14. Catches colds", "tcm_cold")
    tcm_15_id = _question("15. Blocked or running nose without a cold")
    tcm_16_id = _question("16. Sticky mouth, or snoring")
    tcm_17_id = _question("17. Allergies", "tcm_allergy")
    tcm_18_id = _question("18. Nettle rash")
    tcm_19_id = _question("19. Bruises without a blow")
    tcm_20_id = _question("20. Scratched skin turns red")
    tcm_21_id = _question("21. Dry skin or lips")
    tcm_22_id = _question("22. Numb limbs, or pain in one place")
    tcm_23_id = _question("23. Oily face")
    tcm_24_id = _question("24. Dull face, or brown spots")
    tcm_25_id = _question("25. Eczema or boils")
    tcm_26_id = _question("26. Dry mouth and throat")
    tcm_27_id = _question("27. Bitter mouth or bad taste")
    tcm_28_id = _question(
        "28. Big belly (waist)", "tcm_waist", compute="_compute_tcm_waist", store=True,
        readonly=False,
    )  # fmt: skip
    tcm_29_id = _question("29. Can't eat cold food")
    tcm_30_id = _question("30. Sticky stool")
    tcm_31_id = _question("31. Dry stool")
    tcm_32_id = _question("32. Thick, greasy coating of the tongue")
    tcm_33_id = _question("33. Dark veins below the tongue")

    @api.depends("weight", "height", "date")
    def _compute_tcm_weight(self):
        bands = self.env["health.scale.band"]
        for followup in self:
            if followup.weight and followup.height and followup.date:
                # unrounded: 23.96 prints as 24.0, and is below 24
                bmi = risk.body_mass_index(followup.weight, followup.height)
                followup.tcm_09_id = bands._get_code("tcm_bmi", bmi, followup.date)
            else:
                followup.tcm_09_id = followup.tcm_09_id

    @api.depends("waist", "date")
    def _compute_tcm_waist(self):
        bands = self.env["health.scale.band"]
        for followup in self:
            if followup.waist and followup.date:
                # the form knows whole centimetres only
                whole = int(followup.waist + 0.5)
                followup.tcm_28_id = bands._get_code("tcm_waist", whole, followup.date)
            else:
                followup.tcm_28_id = followup.tcm_28_id
