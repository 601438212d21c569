from odoo.tests import TransactionCase, tagged

from odoo.addons.resident.tests.test_synthetic_county import get_changed_by_recomputing

from ..tools import is_exam_number

FINISHED = ("station_done", "final", "reported", "synced")


@tagged("post_install", "-at_install")
class TestSyntheticCountyExam(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.totals = cls.env["synthetic.county"]._populate(900, 2)
        cls.exams = cls.env["health.exam"].search([("archive_id.partner_id.ref", "=like", "SYN%")])
        cls.archives = cls.env["health.archive"].search([("partner_id.ref", "=like", "SYN%")])

    def test_two_of_three_elders_and_most_patients_were_examined_within_a_year(self):
        self.assertEqual(self.totals["health.exam"], len(self.exams))
        examined = self.exams.archive_id
        tags = self.archives.grouped(lambda archive: "elder" in self._get_codes(archive))
        share = len(tags[True] & examined) / len(tags[True])
        self.assertTrue(0.5 < share < 0.8, share)
        patients = self.archives.filtered(lambda a: "hypertension" in self._get_codes(a))
        self.assertGreater(len(patients & examined), len(patients) / 2)
        first = min(self.exams.mapped("date"))
        self.assertLessEqual((max(self.exams.mapped("date")) - first).days, 365)

    def _get_codes(self, archive):
        return archive.partner_id.population_tag_ids.mapped("code")

    def test_the_orm_would_compute_the_same(self):
        self.assertEqual(get_changed_by_recomputing(self.exams), {})
        self.assertEqual(get_changed_by_recomputing(self.exams.work_ids), {})

    def test_the_orm_accepts_what_was_written(self):
        for records in (self.exams, self.exams.work_ids, self.exams.gap_ids):
            self.assertTrue(records)
            records._validate_fields(records._fields)

    def test_packages_are_those_of_the_groups_on_the_day(self):
        for exam in self.exams:
            lines = exam.partner_id.population_tag_line_ids
            tags = lines.filtered(lambda line, day=exam.date: line.date_from <= day).tag_id
            packages = self.env["health.exam.package"].search([("tag_ids", "in", tags.ids)])
            if exam.age >= 65:
                packages |= self.env.ref("health_exam.package_elder")
            packages = packages or self.env.ref("health_exam.package_general")
            self.assertEqual(exam.package_ids, packages)

    def test_exams_count_as_complete_by_the_rule_of_the_packages(self):
        reported = self.exams.filtered(lambda exam: exam.state in ("reported", "synced"))
        self.assertEqual({True, False}, set(reported.mapped("is_complete")))
        for exam in reported:
            self.assertEqual(exam.is_complete, exam._is_all_done(), exam.missing_text)
        self.assertFalse((self.exams - reported).filtered("is_complete"))

    def test_who_has_a_report_was_evaluated_and_advised(self):
        reported = self.exams.filtered(lambda exam: exam.state in ("reported", "synced"))
        for exam in reported:
            self.assertEqual(exam.evaluation_id.code, "2" if exam.finding_ids else "1")
            self.assertEqual(bool(exam.abnormal_text), bool(exam.finding_ids))
        self.assertTrue(all(exam.guidance_text and exam.risk_control_ids for exam in reported))
        self.assertFalse((self.exams - reported).evaluation_id)

    def test_findings_are_those_of_the_rules(self):
        working = self.exams.filtered(lambda exam: exam.state in ("station_done", "final"))
        finished = self.exams.filtered(lambda exam: exam.state in FINISHED)
        self.assertTrue(working)
        found = {exam: set(exam.finding_ids.mapped("detail")) for exam in finished}
        self.assertGreater(sum(map(len, found.values())), len(finished) / 2)
        finished._write_server({"state": "final"})
        finished._evaluate()
        self.assertEqual(found, {exam: set(exam.finding_ids.mapped("detail")) for exam in finished})
        self.assertEqual(get_changed_by_recomputing(self.exams.finding_ids), {})
        self.assertFalse((self.exams - finished).finding_ids)

    def test_what_is_missing_at_the_end_was_refused(self):
        finished = self.exams.filtered(lambda exam: exam.state in FINISHED)
        self.assertFalse(finished.missing_item_ids)
        self.assertEqual(set(finished.gap_ids.mapped("reason_code")), {"1"})

    def test_stations_are_where_the_state_says(self):
        for exam in self.exams:
            states = set(exam.work_ids.mapped("state"))
            if exam.state in FINISHED:
                self.assertEqual(states, {"done"})
            elif exam.state != "in_progress":
                self.assertEqual(states, {"todo"})

    def test_numbers_are_given_by_the_counter(self):
        numbers = self.exams.mapped("exam_number")
        self.assertTrue(all(map(is_exam_number, numbers)))
        exam = self.exams.sorted("date")[-1]
        key = exam.org_unit_id, exam.date
        (following,) = self.env["health.exam.counter"]._allocate({key: 1})[key]
        self.assertNotIn(following, numbers)
        self.assertEqual(following[:10], exam.exam_number[:10])
