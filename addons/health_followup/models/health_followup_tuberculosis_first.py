from odoo import fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

BLOCK = {"prefetch": "tuberculosis_first"}
EDUCATION = (
    "tb_edu_card_id",
    "tb_edu_drugs_id",
    "tb_edu_course_id",
    "tb_edu_harm_id",
    "tb_edu_reaction_id",
    "tb_edu_sputum_id",
    "tb_edu_travel_id",
    "tb_edu_living_id",
    "tb_edu_contacts_id",
)


def _kept(list_code, label):
    return one_code(
        list_code, label, compute="_compute_carried", inverse="_inverse_carried", store=True,
        readonly=False, prefetch="tuberculosis",
    )  # fmt: skip


def _education(label):
    return one_code("tb_education", label, **BLOCK)


class HealthFollowupTuberculosisFirst(models.AbstractModel):
    """First home visit (肺结核患者第一次入户随访记录表, domain C.4); it fills the special archive."""

    _name = "health.followup.tuberculosis.first"
    _inherit = ["health.followup.reached", "health.followup.carried"]
    _description = "First Home Visit of Tuberculosis"

    tb_patient_id = _kept("tb_patient", "Kind of patient")
    tb_sputum_id = _kept("tb_sputum", "Sputum")
    tb_resistance_id = _kept("tb_resistance", "Drug resistance")
    tb_supervisor_id = _kept("tb_supervisor", "Supervised by")
    tb_first_symptom_ids = many_codes(
        "tb_symptom_first", "Symptoms and signs at the first visit", "health_followup_tb_first"
    )
    tb_room_id = one_code("tb_room", "Room of his own", **BLOCK)
    tb_ventilation_id = one_code("tb_ventilation", "Ventilation", **BLOCK)
    tb_pickup_place = fields.Char("Drugs are fetched at", **BLOCK)
    tb_pickup_date = fields.Date("Drugs are fetched on", **BLOCK)
    tb_edu_card_id = _education("Filling in the card of doses")
    tb_edu_drugs_id = _education("Taking and keeping the drugs")
    tb_edu_course_id = _education("Length of the treatment")
    tb_edu_harm_id = _education("Harm of irregular doses")
    tb_edu_reaction_id = _education("Adverse reactions and what to do")
    tb_edu_sputum_id = _education("Checks and sputum tests during the treatment")
    tb_edu_travel_id = _education("Going on with the drugs when away")
    tb_edu_living_id = _education("Way of living and precautions")
    tb_edu_contacts_id = _education("Examination of close contacts")
