from odoo import api, fields, models

from ..tools import many_codes, one_code

BLOCK = {"prefetch": "mental"}


class HealthEnrolmentMental(models.AbstractModel):
    """Supplement on patients with a severe mental disorder (严重精神障碍患者个人信息补充表)."""

    _name = "health.enrolment.mental"
    _inherit = ["health.enrolment.block"]
    _description = "Special Archive of Severe Mental Disorder"

    smd_guardian_name = fields.Char("Guardian", **BLOCK)
    smd_guardian_relation = fields.Char("Relation to the patient", **BLOCK)
    smd_guardian_address = fields.Char("Address of the guardian", **BLOCK)
    smd_guardian_phone = fields.Char("Telephone of the guardian", **BLOCK)
    smd_committee_contact = fields.Char("Contact of the village committee", **BLOCK)
    smd_committee_phone = fields.Char("Telephone of the village committee", **BLOCK)
    smd_register_id = one_code("smd_register", "Kind of household register", **BLOCK)
    smd_employment_id = one_code("smd_employment", "Employment", **BLOCK)
    smd_consent_id = one_code("smd_consent", "Informed consent", **BLOCK)
    smd_consent_signer = fields.Char("Consent signed by", **BLOCK)
    smd_consent_signature = fields.Binary("Signature of consent", attachment=True)
    smd_consent_date = fields.Date("Consent signed on", **BLOCK)
    smd_onset_date = fields.Date("First onset", **BLOCK)
    smd_symptom_ids = many_codes("smd_symptom", "Past symptoms", "health_enrolment_smd_symptom_rel")
    smd_symptom_other = fields.Char("Other past symptom", **BLOCK)
    smd_restraint_id = one_code("smd_restraint", "Past restraint", **BLOCK)
    smd_outpatient_id = one_code("smd_outpatient", "Past outpatient treatment", **BLOCK)
    smd_first_drug_date = fields.Date("First antipsychotic treatment", **BLOCK)
    smd_admissions = fields.Integer("Admissions to psychiatric hospitals", **BLOCK)
    smd_diagnosis_id = one_code("smd_diagnosis", "Present diagnosis", **BLOCK)
    smd_effect_id = one_code("smd_effect", "Effect of the latest treatment", **BLOCK)
    smd_minor_trouble = fields.Integer("Minor disturbances", **BLOCK)
    smd_trouble = fields.Integer("Disturbances", **BLOCK)
    smd_accident = fields.Integer("Serious incidents", **BLOCK)
    smd_other_danger = fields.Integer("Other dangerous acts", **BLOCK)
    smd_self_harm = fields.Integer("Self-harm", **BLOCK)
    smd_suicide_attempt = fields.Integer("Attempted suicides", **BLOCK)
    smd_economy_id = one_code("smd_economy", "Economic situation", **BLOCK)
    smd_specialist_opinion = fields.Text("Opinion of the specialist", **BLOCK)
    smd_form_date = fields.Date("Form filled in on", **BLOCK)
    smd_doctor_signature = fields.Binary("Signature of the doctor", attachment=True)

    _smd_counts_positive = models.Constraint(
        "CHECK (LEAST(smd_admissions, smd_minor_trouble, smd_trouble, smd_accident, "
        "smd_other_danger, smd_self_harm, smd_suicide_attempt) >= 0)",
        "A number of times is not negative.",
    )

    @api.constrains("smd_consent_date", "smd_onset_date", "smd_first_drug_date", "smd_form_date")
    def _check_smd_past(self):
        for name in ("smd_consent_date", "smd_onset_date", "smd_first_drug_date", "smd_form_date"):
            self.archive_id._check_dates_of_life(self, name)

    @api.model
    def _get_special_forms(self):
        form = "health_archive.health_enrolment_sensitive_view_form_mental"
        return super()._get_special_forms() | {"mental": form}
