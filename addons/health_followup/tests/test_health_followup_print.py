from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupPrint(HealthFollowupCase):
    def setUp(self):
        super().setUp()
        # the audit writes on a connection of its own
        self.registry_enter_test_mode()

    def _print(self, followups, user, report="health_followup.health_followup_report"):
        reports = self.env["ir.actions.report"].with_user(user)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            report, followups.ids
        )
        # a page ends with a form feed
        return "".join(f"{page}\f" for page in read_pages(content))

    def test_visits_of_a_year_stand_beside_each_other(self):
        visits = self._signed(date="2026-02-01", sbp=165, dbp=100, weight=70, weight_target=65)
        visits |= self._signed(drug_ids=[(0, 0, {"name": "硝苯地平控释片", "amount": 30})])
        text = self._print(visits, self.reader)
        self.assertEqual(text.count("\f"), 1)
        for expected in ("王五", "165 / 100", "128 / 78", "70 / 65", "2 控制不满意", "硝苯地平"):
            self.assertIn(expected, text)

    def test_fifth_visit_gets_another_page(self):
        visits = self.env["health.followup"]
        for month in range(1, 6):
            visits |= self._visit(date=f"2026-0{month}-01")
        self.assertEqual(self._print(visits, self.reader).count("\f"), 2)

    def test_diabetes_has_a_form_of_its_own(self):
        enrolment = self._enrol("diabetes", enrolled_date="2025-01-10")
        glucose = {"dm_glucose": 7.6, "dm_glucose_type_id": self._code("dm_glucose", "1").id}
        visit = self._visit(enrolment=enrolment, **glucose)
        self.assertIn("7.6", self._print(visit, self.reader))

    def test_stranger_prints_nothing(self):
        with self.assertRaises(AccessError):
            self._print(self._visit(), self.stranger)

    def test_round_gets_a_form_for_each_with_the_visits_of_the_year_and_room_for_the_next(self):
        self._signed(date="2025-12-01", sbp=171, dbp=101)
        self._signed(date="2026-02-01", sbp=165, dbp=100)
        other = self._archive(self._resident("赵六", birth_date="1960-05-05"))
        enrolments = self.enrolment | self._enrol(archive=other, enrolled_date="2026-01-10")
        text = self._print(enrolments, self.reader, "health_followup.health_followup_round_report")
        self.assertEqual(text.count("\f"), 2)
        for expected in ("王五", "赵六", "165 / 100"):
            self.assertIn(expected, text)
        self.assertNotIn("171 / 101", text)

    def test_stranger_prints_no_round(self):
        with self.assertRaises(AccessError):
            self._print(
                self.enrolment, self.stranger, "health_followup.health_followup_round_report"
            )
