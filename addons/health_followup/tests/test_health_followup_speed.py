from odoo.tests import Form, freeze_time

from .followup_common import TODAY, HealthFollowupCase

NEW, SAVE, OPEN, SIGN, PAGE = 32, 45, 25, 65, 25
"""Queries at most, with the rules in memory; each block read apart would cost dozens more."""


@freeze_time(TODAY)
class TestHealthFollowupSpeed(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.enrolment.with_user(cls.doctor)
        view = cls.env.ref("health_followup.health_followup_view_form_hypertension")
        cls.followups = cls.env["health.followup"].with_user(cls.doctor)
        cls.followups = cls.followups.with_context(
            default_enrolment_id=cls.enrolment.id, default_archive_id=cls.archive.id
        )
        cls.form = Form(cls.followups, view)
        cls.spec = cls.form._view["fields_spec"]
        cls._signed(date="2026-02-01")

    def _count(self, limit, action):
        result, queries = self._measure(action)
        self.assertLessEqual(queries, limit)
        return result

    def _measure(self, action):
        """``(result, number of queries)`` with nothing in memory but the rules."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        result = action()
        self.env.flush_all()
        return result, self.env.cr.sql_log_count - before

    def test_visit_is_begun_saved_opened_and_signed_with_few_queries(self):
        # the first of all fills the memory
        self.followups.onchange({}, [], self.spec)
        self._count(NEW, lambda: self.followups.onchange({}, [], self.spec))
        form = self.form
        form.sbp, form.dbp, form.adr = 165, 100, "1"
        form.htn_symptom_ids.add(self._code("htn_symptom", "1"))
        form.adherence_id = self._code("adherence", "1")
        values = form._get_save_values()
        (saved,) = self._count(SAVE, lambda: self.followups.web_save(values, self.spec))
        visit = self.followups.browse(saved["id"])
        self._count(OPEN, lambda: visit.web_read(self.spec))
        self._count(SIGN, visit.action_sign)
        self.assertEqual(visit.class_id.code, "2")

    def test_page_of_visits_costs_the_same_for_one_and_for_many(self):
        spec = {name: {} for name in ("date", "name", "programme_id", "class_id", "next_date")}

        def read():
            return self.followups.web_search_read([("archive_id", "=", self.archive.id)], spec)

        read()
        _result, one = self._measure(read)
        for month in ("03", "04"):
            self._signed(date=f"2026-{month}-01")
        self.assertEqual(self._count(PAGE, read)["length"], 3)
        self._count(one, read)

    def test_numbers_of_many_visits_are_kept_once_and_with_the_queries_of_one(self):
        diabetes = self._enrol("diabetes", enrolled_date="2025-01-10")
        visits = [
            self._visit(date="2026-03-01", weight=60),
            self._visit(date="2026-03-02", weight=60),
            self._visit(date="2026-03-03", weight=61),
            self._visit(date="2026-03-03", weight=61, enrolment=diabetes),
        ]
        first, *others = visits
        self._measure(first._keep_measurements)  # fills the memory
        other = self._archive(self._resident("赵六", birth_date="1975-03-01"))
        alone = self._visit(enrolment=self._enrol(archive=other, enrolled_date="2025-01-10"))
        _none, queries = self._measure(alone._keep_measurements)
        self._count(queries, first.concat(*others)._keep_measurements)
        weights = self.archive.measurement_ids.filtered(lambda row: row.kind_id.code == "weight")
        self.assertEqual(
            sorted((str(row.taken_at.date()), row.value) for row in weights),
            [("2026-03-01", 60), ("2026-03-02", 60), ("2026-03-03", 61)],
        )

    def test_changed_norm_counts_at_once(self):
        self.assertEqual(self._visit(sbp=135, date="2026-03-01").class_id.code, "1")
        rule = self.env.ref("health_followup.finding_rule_htn_target_sbp").with_user(self.manager)
        rule.value = 130
        self.assertEqual(self._visit(sbp=135, date="2026-03-02").class_id.code, "2")
        rule.valid_to = "2026-03-02"
        self.assertEqual(self._visit(sbp=135, date="2026-03-03").class_id.code, "1")
        days = self.env.ref("health_archive.rule_interval_hypertension").with_user(self.manager)
        days.value = 60
        visit = self._visit(sbp=125, date="2026-03-04")
        self.assertEqual((visit.latest_next_date - visit.date).days, 60)
        days.copy({"valid_from": "2026-04-01", "value": 30})
        visit = self._visit(sbp=125, date="2026-04-02")
        self.assertEqual((visit.latest_next_date - visit.date).days, 30)
