from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

# boxes -> days, referral, urgent
VECTORS = [
    ({}, 365, False, False),
    ({"sbp": 139, "dbp": 89, "glu_fasting": 6.9, "glu_random": 11.0}, 365, False, False),
    ({"sbp": 140, "dbp": 80}, 28, False, False),
    ({"sbp": 130, "dbp": 90}, 28, False, False),
    ({"glu_fasting": 7.0}, 28, False, False),
    ({"glu_random": 11.1}, 28, False, False),
    ({"sbp": 180, "dbp": 100}, 14, True, True),
    ({"sbp": 170, "dbp": 110}, 14, True, True),
    ({"glu_fasting": 16.7}, 14, True, True),
    ({"glu_random": 3.9}, 14, True, True),
]


@freeze_time(TODAY)
class TestHealthFollowupGeneral(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls.env.ref("health_followup.programme_general")
        cls.general = cls._enrol(programme_id=programme.id, enrolled_date="2026-01-10")

    @classmethod
    def _contact(cls, **vals):
        boxes = dict.fromkeys(("sbp", "dbp"), 0) | {"htn_symptom_ids": [], "adr": False}
        boxes |= {"adherence_id": False, "gen_content": "健康咨询"}
        return cls._visit(enrolment=cls.general, **boxes | vals)

    def test_nobody_is_enrolled_by_itself(self):
        self.assertFalse(self.general.programme_id.is_automatic)
        other = self._archive(self._resident("路人", birth_date="1990-01-01"))
        self.assertFalse(other.enrolment_ids)

    def test_contact_is_yearly_unless_a_value_asks_for_more(self):
        for vals, days, refer, urgent in VECTORS:
            with self.subTest(vals):
                contact = self._contact(**vals)
                self.assertFalse(contact.class_id)
                self.assertEqual((contact.next_date - contact.date).days, days)
                self.assertEqual((contact.is_referral, contact.is_urgent), (refer, urgent))
                contact.unlink()

    def test_first_contact_is_due_a_year_after_the_enrolment(self):
        self.assertEqual(str(self.general.next_due_date), "2027-01-10")

    def test_content_is_asked_for(self):
        contact = self._contact(gen_content=False)
        with self.assertRaises(UserError) as caught:
            contact.action_sign()
        self.assertIn(contact._get_label("gen_content"), str(caught.exception))

    def test_random_glucose_joins_the_measurements(self):
        self._contact(glu_random=8.0).action_sign()
        self.assertEqual(self.archive.measurement_ids.mapped("kind_id.code"), ["rbg"])

    def test_paper_has_no_rows_for_class_and_drugs(self):
        contact = self._contact(sbp=128, dbp=78)
        labels = [row.label for row in contact._get_paper_rows()]
        self.assertIn(contact._get_label("gen_content"), labels)
        self.assertFalse({contact._get_label(n) for n in ("class_id", "drug_ids")} & set(labels))
