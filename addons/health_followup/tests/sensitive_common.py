from .followup_common import TODAY, HealthFollowupCase

STABLE = {
    "smd_risk_id": "0",
    "smd_insight_id": "1",
    "smd_sleep_id": "1",
    "smd_diet_id": "1",
    "smd_life_id": "1",
    "smd_housework_id": "1",
    "smd_work_id": "9",
    "smd_learning_id": "2",
    "smd_social_id": "2",
    "smd_restraint_id": "1",
    "smd_hospital_id": "0",
    "smd_laboratory_id": "1",
    "smd_adherence_id": "1",
    "smd_adr_id": "1",
    "smd_effect_id": "2",
}
HOME = {
    "tb_patient_id": "1",
    "tb_sputum_id": "1",
    "tb_resistance_id": "3",
    "tb_supervisor_id": "2",
    "tb_first_symptom_ids": ["1"],
    "tb_usage_id": "1",
    "tb_dosage_ids": ["1"],
    "tb_room_id": "1",
    "tb_ventilation_id": "1",
    "tb_edu_card_id": "1",
    "tb_edu_drugs_id": "1",
    "tb_edu_course_id": "1",
    "tb_edu_harm_id": "1",
    "tb_edu_reaction_id": "1",
    "tb_edu_sputum_id": "1",
    "tb_edu_travel_id": "2",
    "tb_edu_living_id": "1",
    "tb_edu_contacts_id": "1",
}
VISIT = {
    "tb_supervisor_id": "1",
    "tb_symptom_ids": ["0"],
    "tb_usage_id": "1",
    "tb_dosage_ids": ["1"],
    "tb_adr_id": "1",
    "tb_complication_id": "1",
}


class HealthFollowupSensitiveCase(HealthFollowupCase):
    """The same resident with a severe mental disorder and tuberculosis, which few may know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mental = cls._enrol_sensitive("mental", enrolled_date="2025-01-10")
        cls.tuberculosis = cls._enrol_sensitive("tuberculosis", enrolled_date="2026-04-01")

    @classmethod
    def _answers(cls, answers):
        """Values of boxes: ``{box: code, or list of codes}``; other values as they are."""
        followups, values = cls.env["health.followup.sensitive"], {}
        for name, answer in answers.items():
            list_code = getattr(followups._fields[name], "code_list", None)
            if list_code and isinstance(answer, list):
                values[name] = [(6, 0, cls._codes(list_code, *answer))]
            elif list_code and answer:
                values[name] = cls._code(list_code, answer).id
            else:
                values[name] = answer
        return values

    @classmethod
    def _visit_sensitive(cls, enrolment, answers, user=None, **vals):
        visits = cls.env["health.followup.sensitive"].with_user(user or cls.sensitive)
        head = {"enrolment_id": enrolment.id, "date": TODAY, "way": "2"}
        return visits.create(head | cls._answers(answers | vals))

    @classmethod
    def _visit_mental(cls, user=None, **vals):
        return cls._visit_sensitive(cls.mental, STABLE, user, **vals)

    @classmethod
    def _visit_home(cls, **vals):
        """First home visit in tuberculosis, complete, within its 72 hours."""
        boxes = {"tb_regimen": "2HRZE/4HR", "tb_pickup_place": "甲村卫生室",
                 "tb_pickup_date": "2026-04-03", "date": "2026-04-03"}  # fmt: skip
        return cls._visit_sensitive(cls.tuberculosis, HOME, **boxes | vals)

    @classmethod
    def _visit_tuberculosis(cls, **vals):
        return cls._visit_sensitive(cls.tuberculosis, VISIT, **{"tb_regimen": "2HRZE/4HR"} | vals)

    @classmethod
    def _missed(cls, enrolment, date, **vals):
        return cls._visit_sensitive(enrolment, {}, date=date, is_missed=True, **vals)
