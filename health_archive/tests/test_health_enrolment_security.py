from odoo.exceptions import AccessError

from .enrolment_common import HealthEnrolmentCase


class TestHealthEnrolmentSecurity(HealthEnrolmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger.group_ids |= cls.env.ref("base.group_allow_export")
        cls.enrolment = cls._enrol()

    def test_doctor_of_another_village_finds_nothing_on_any_path(self):
        enrolments = self.env["health.enrolment"].with_user(self.stranger)
        archives = self.env["health.archive"].with_user(self.stranger)
        self.assertFalse(enrolments.search([]))
        self.assertFalse(enrolments._read_group([], ["programme_id"], ["__count"]))
        self.assertFalse(enrolments.name_search("王五"))
        for domain in (
            [("enrolment_ids", "!=", False)],
            [("enrolment_ids", "in", self.enrolment.ids)],
            [("enrolment_ids.programme_id.code", "=", "hypertension")],
        ):
            self.assertFalse(archives.search(domain), domain)
        foreign = self.enrolment.with_user(self.stranger)
        for path in (
            lambda: foreign.read(["programme_id"]),
            lambda: foreign.export_data(["name"]),
            lambda: foreign.write({"note": "x"}),
            lambda: foreign._close(self._code("close_reason", "4"), self.enrolment.enrolled_date),
            lambda: foreign.action_add_disease(),
            lambda: foreign._lose(self.enrolment.enrolled_date, "x"),
            lambda: self._enrol("diabetes", user=self.stranger),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_clerk_without_a_health_role_has_no_access_at_all(self):
        for model in ("health.enrolment", "health.enrolment.sensitive", "health.programme"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.finance).search([])

    def test_reader_reads_and_changes_nothing(self):
        enrolment = self.enrolment.with_user(self.reader)
        self.assertEqual(enrolment.programme_id.code, "hypertension")
        for path in (
            lambda: enrolment.write({"note": "x"}),
            lambda: enrolment.action_add_disease(),
            lambda: enrolment._lose(enrolment.enrolled_date, "x"),
            lambda: self._enrol("diabetes", user=self.reader),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_village_doctor_reviews_no_closure(self):
        self.enrolment._close(self._code("close_reason", "4"), self.enrolment.enrolled_date)
        for path in (self.enrolment.action_approve, self.enrolment.action_return):
            with self.assertRaises(AccessError):
                path()

    def test_forged_defaults_change_nothing(self):
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        forged = enrolments.with_context(
            default_state="closed", default_reviewed_by_id=self.doctor.id, server_write=True
        )
        self.assertEqual(forged.default_get(["state", "reviewed_by_id"]), {"state": "open"})
        with self.assertRaises(AccessError):
            self.enrolment.with_context(server_write=True).write({"state": "closed"})
