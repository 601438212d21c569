import psycopg2

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY, HealthFollowupCase

TERMS = ("lifted", "monitored", "monitored_unstable", "monitored_marginal", "monitored_sudden")


@freeze_time(TODAY)
class TestHealthFollowupPoverty(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls.env.ref("health_followup.programme_poverty")
        cls.poor = cls._enrol(programme_id=programme.id, enrolled_date="2026-01-10")

    @classmethod
    def _visit_home(cls, **vals):
        boxes = {
            "htn_symptom_ids": [],
            "adherence_id": False,
            "adr": False,
            "sbp": 0,
            "dbp": 0,
            "way": "2",
            "pov_employed": "2",
            "pov_income": 18000,
            "pov_source_ids": cls._codes("pov_source", "1", "2"),
            "pov_cause_ids": cls._codes("pov_cause", "1"),
            "pov_own_health_id": cls._code("pov_health", "2").id,
            "pov_ill": "2",
            "pov_children": 2,
        }
        return cls._visit(enrolment=cls.poor, **boxes | vals)

    def test_visit_is_yearly_and_has_no_class(self):
        visit = self._visit_home()
        visit.action_sign()
        self.assertFalse(visit.class_id)
        self.assertEqual(str(visit.next_date), "2027-05-01")
        self.assertIn("无国家统一表单", visit.finding_text)

    def test_who_is_ill_names_the_diseases(self):
        visit = self._visit_home(pov_ill="1")
        with self.assertRaises(UserError) as caught:
            visit.action_sign()
        self.assertIn(visit._get_label("pov_disease_ids"), str(caught.exception))
        visit.pov_disease_ids = [(6, 0, self._codes("pov_disease", "1", "7"))]
        visit.action_sign()
        self.assertEqual(visit.seal_state, "sealed")

    def test_income_is_written_in_yuan(self):
        for income in (-1, 10_000_001):
            with self.subTest(income), mute_logger("odoo.sql_db"):
                with self.assertRaises(psycopg2.errors.CheckViolation) as caught:
                    self._visit_home(pov_income=income)
                self.assertIn("pov_income_range", str(caught.exception))

    def test_family_is_proposed_and_health_is_asked_anew(self):
        self._visit_home(date="2026-02-01").action_sign()
        followups = self.env["health.followup"].with_user(self.doctor)
        view = "health_followup.health_followup_view_form_poverty"
        form = Form(followups.with_context(**self.poor.action_follow_up()["context"]), view=view)
        self.assertEqual(form.pov_children, 2)
        self.assertEqual(form.pov_employed, "2")
        self.assertFalse(form.pov_own_health_id)

    def test_terms_of_today_stand_beside_the_old_one_with_source_and_validity(self):
        tags = self.env["resident.population.tag"].search([("code", "in", [*TERMS, "poverty"])])
        self.assertEqual(set(tags.mapped("code")), {*TERMS, "poverty"})
        for tag in tags:
            self.assertTrue(tag.source and tag.valid_from, tag.code)
        new = tags.filtered(lambda tag: tag.code != "poverty")
        self.assertEqual({str(tag.valid_from) for tag in new}, {"2021-01-01"})

    def test_form_shows_the_groups_of_the_household(self):
        tag = self.env.ref("health_followup.population_tag_monitored")
        self.env["resident.population.tag.line"].create(
            {"partner_id": self.person.id, "tag_id": tag.id, "date_from": "2026-01-01",
             "source": "乡村振兴局名单"}
        )  # fmt: skip
        self.assertIn(tag, self._visit_home().pov_tag_ids)

    def test_paper_shows_income_and_sources(self):
        visit = self._visit_home()
        cells = {row.label: row.cells for row in visit._get_paper_rows()}
        self.assertEqual(cells[visit._get_label("pov_income")], ["18000"])
        self.assertEqual(cells[visit._get_label("pov_source_ids")], ["1/2"])
