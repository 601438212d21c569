from odoo.exceptions import AccessError, UserError

from .enrolment_common import HealthEnrolmentCase


class TestHealthEnrolmentState(HealthEnrolmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._enrol(enrolled_date="2026-01-05")
        cls.reason = cls._code("close_reason", "4")

    def _confirm(self, action, **vals):
        wizard = self.env[action["res_model"]].with_user(self.doctor)
        wizard.with_context(**action["context"]).create(vals).action_confirm()

    def test_lost_resident_is_found_again(self):
        self._confirm(self.enrolment.action_open_lose(), date="2026-02-01", note="外出打工")
        self.assertEqual(self.enrolment.due_state, "lost")
        self.assertIn("hypertension", self._tags(self.person, self.doctor))
        with self.assertRaises(UserError):
            self.enrolment._lose(self.enrolment.enrolled_date, "x")
        self.enrolment.action_resume()
        self.assertRecordValues(
            self.enrolment, [{"state": "open", "lost_date": False, "close_note": False}]
        )

    def test_closure_is_reviewed_by_another_person(self):
        action = self.enrolment.action_open_close()
        self._confirm(action, date="2026-02-01", reason_id=self.reason.id)
        self.assertRecordValues(
            self.enrolment,
            [
                {
                    "state": "closed",
                    "close_reason_id": self.reason.id,
                    "closed_by_id": self.doctor.id,
                    "reviewed_by_id": False,
                }
            ],
        )
        with self.assertRaises(AccessError):
            self.enrolment.action_approve()
        self.enrolment.with_user(self.hospital_doctor).action_approve()
        self.assertEqual(self.enrolment.reviewed_by_id, self.hospital_doctor)
        self.assertTrue(self.enrolment.reviewed_at)
        with self.assertRaises(UserError):
            self.enrolment.with_user(self.manager).action_return()

    def test_nobody_reviews_his_own_closure(self):
        enrolment = self.enrolment.with_user(self.hospital_doctor)
        enrolment._close(self.reason, enrolment.enrolled_date)
        with self.assertRaises(UserError):
            enrolment.action_approve()

    def test_wrong_closure_is_returned(self):
        self.enrolment._close(self.reason, self.enrolment.enrolled_date)
        self.enrolment.with_user(self.hospital_doctor).action_return()
        self.assertRecordValues(
            self.enrolment, [{"state": "open", "close_reason_id": False, "closed_date": False}]
        )
        self.assertIn("hypertension", self._tags(self.person, self.doctor))

    def test_closure_needs_a_reason_and_a_day_of_the_enrolment(self):
        with self.assertRaises(UserError):
            self._confirm(self.enrolment.action_open_close(), date="2026-02-01")
        for day in ("2026-01-04", "2999-01-01"):
            with self.subTest(day), self.assertRaises(UserError):
                self._confirm(
                    self.enrolment.action_open_close(), date=day, reason_id=self.reason.id
                )

    def test_closed_enrolment_takes_no_change(self):
        self.enrolment._close(self.reason, self.enrolment.enrolled_date)
        with self.assertRaisesRegex(UserError, "2026-01-05"):
            self.enrolment.note = "x"

    def test_death_closes_all_programmes_and_reopening_brings_them_back(self):
        earlier = self._enrol("diabetes", enrolled_date="2026-01-05")
        earlier._close(self.reason, earlier.enrolled_date)
        hidden = self._enrol_sensitive(enrolled_date="2026-01-05")
        archive = self.archive.with_user(self.hospital_doctor)
        archive._close("1", archive.archive_date, death_cause="脑卒中")
        for closed in (self.enrolment, hidden.sudo()):
            self.assertRecordValues(
                closed.sudo(),
                [
                    {
                        "state": "closed",
                        "close_reason_id": self._code("close_reason", "1").id,
                        "closed_with_archive": True,
                        "reviewed_by_id": self.hospital_doctor.id,
                    }
                ],
            )
        self.assertFalse(self.person.population_tag_line_ids.filtered(lambda t: not t.date_to))
        archive.with_user(self.manager)._reopen("误注销")
        self.assertEqual(self.enrolment.state, "open")
        self.assertEqual(hidden.sudo().state, "open")
        self.assertEqual(earlier.state, "closed")
        self.assertIn("hypertension", self._tags(self.person, self.doctor))

    def test_handing_over_closes_as_moved(self):
        archive = self.archive.with_user(self.hospital_doctor)
        archive._migrate("外县医院", archive.archive_date)
        self.assertEqual(self.enrolment.close_reason_id, self._code("close_reason", "2"))

    def test_locked_archive_closes_with_what_hangs_on_it(self):
        archive = self.archive.with_user(self.hospital_doctor)
        archive._lock("核查")
        archive._close("3", archive.archive_date)
        self.assertEqual(self.enrolment.state, "closed")

    def test_closing_50_takes_no_query_per_row(self):
        def close(count):
            enrolments = self.env["health.enrolment"]
            for i in range(count):
                archive = self._archive(self._resident(f"居民{i}", birth_date="1970-01-01"))
                enrolments |= self._enrol(archive=archive)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            enrolments.with_user(self.doctor)._close(self.reason, enrolments[0].enrolled_date)
            self.env.flush_all()
            return self.cr.sql_log_count - before

        few = close(5)
        self.assertLessEqual(close(50), few + 5)
