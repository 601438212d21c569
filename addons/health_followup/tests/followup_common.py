from odoo.tests import freeze_time

from odoo.addons.health_archive.tests.enrolment_common import HealthEnrolmentCase

TODAY = "2026-05-01"


@freeze_time(TODAY)
class HealthFollowupCase(HealthEnrolmentCase):
    """A resident of 51 with hypertension since last year; the visits are the village doctor's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._enrol(enrolled_date="2025-01-10")

    @classmethod
    def _codes(cls, list_code, *codes):
        return [cls._code(list_code, code).id for code in codes]

    @classmethod
    def _visit(cls, enrolment=None, user=None, **vals):
        """A visit at the clinic that satisfies and can be signed, unless told otherwise."""
        enrolment = enrolment or cls.enrolment
        defaults = {
            "enrolment_id": enrolment.id,
            "date": TODAY,
            "sbp": 128,
            "dbp": 78,
            "htn_symptom_ids": cls._codes("htn_symptom", "1"),
            "adherence_id": cls._code("adherence", "1").id,
            "adr": "1",
        }
        return cls.env["health.followup"].with_user(user or cls.doctor).create(defaults | vals)

    @classmethod
    def _signed(cls, **vals):
        followup = cls._visit(**vals)
        followup.action_sign()
        return followup
