from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthEnrolmentGenerator(HealthFollowupCase):
    def setUp(self):
        super().setUp()
        self.progress = []
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda cron, done=0, remaining=0: self.progress.append((done, remaining)),
        )

    def _close(self):
        self.env["health.enrolment"]._cron_close()

    def _ended(self, enrolment):
        return enrolment.state, enrolment.close_reason_id.code, str(enrolment.closed_date)

    def test_death_and_moving_end_all_plans_of_a_person(self):
        self.person.death_date = "2026-04-20"
        moved = self._resident("孙七", birth_date="1970-01-01")
        enrolment = self._enrol(archive=self._archive(moved), enrolled_date="2026-01-10")
        moved.resident_state = "moved_out"
        mental = self._enrol_sensitive("mental", enrolled_date="2025-01-10")
        self._close()
        self.assertEqual(self._ended(self.enrolment), ("closed", "1", "2026-04-20"))
        self.assertEqual(self._ended(enrolment), ("closed", "2", TODAY))
        self.assertEqual(mental.state, "open")
        self.env["health.enrolment.sensitive"]._cron_close()
        self.assertEqual(self._ended(mental), ("closed", "1", "2026-04-20"))

    def test_closure_by_the_system_waits_for_no_review_and_says_so(self):
        self.person.death_date = "2026-04-20"
        self._close()
        self.assertTrue(self.enrolment.reviewed_by_id)
        self.assertTrue(self.enrolment.close_note)
        self.assertEqual(self.enrolment.due_state, "closed")

    def test_child_leaves_the_programme_on_the_seventh_birthday(self):
        child = self._resident("小红", birth_date="2019-06-01")
        enrolment = self._archive(child).enrolment_ids
        self._close()
        self.assertEqual(enrolment.state, "open")
        with freeze_time("2026-06-01 01:00:00"):
            self._close()
        self.assertEqual(self._ended(enrolment), ("closed", "5", "2026-06-01"))

    def test_mother_leaves_eight_weeks_after_delivery(self):
        mother = self._resident("周八", birth_date="1998-01-01", sex="2")
        archive = self._archive(mother)
        programme = self.env.ref("health_followup.programme_pregnancy")
        enrolment = self.env["health.enrolment"].create(
            {
                "archive_id": archive.id,
                "programme_id": programme.id,
                "enrolled_date": "2025-08-01",
                "preg_period_date": "2025-06-01",
                "preg_delivery_date": "2026-03-06",
            }
        )
        self._close()
        self.assertEqual(enrolment.state, "open", "56 days are over today")
        with freeze_time("2026-05-02 01:00:00"):
            self._close()
        self.assertEqual(self._ended(enrolment), ("closed", "5", TODAY))

    def test_mother_leaves_after_the_last_check_of_the_schedule(self):
        mother = self._resident("周八", birth_date="1998-01-01", sex="2")
        enrolment = self.env["health.enrolment"].create(
            {
                "archive_id": self._archive(mother).id,
                "programme_id": self.env.ref("health_followup.programme_pregnancy").id,
                "enrolled_date": "2025-08-01",
                "preg_delivery_date": "2026-03-15",
            }
        )
        enrolment._write_server({"last_visit_date": "2026-04-28", "next_due_date": False})
        self.assertEqual(enrolment.due_state, "done")
        self._close()
        self.assertEqual(self._ended(enrolment), ("closed", "5", "2026-04-28"))

    def test_end_of_a_listed_group_ends_its_programme_and_no_other(self):
        programme = self.env["health.programme"].create(
            {
                "name": "脱贫户随访",
                "code": "test_poverty",
                "tag_id": self.env.ref("resident.population_tag_poverty").id,
                "interval_code": "interval_stroke",
                "valid_from": "2020-01-01",
                "source": "x",
            }
        )
        line = self.env["resident.population.tag.line"].create(
            {"partner_id": self.person.id, "tag_id": programme.tag_id.id, "date_from": "2024-01-01"}
        )
        enrolment = self.env["health.enrolment"].create(
            {
                "archive_id": self.archive.id,
                "programme_id": programme.id,
                "enrolled_date": "2025-01-10",
            }
        )
        self._close()
        self.assertEqual(enrolment.state, "open")
        line.date_to = "2026-04-15"
        self._close()
        self.assertEqual(self._ended(enrolment), ("closed", "6", "2026-04-15"))
        self.assertEqual(self.enrolment.state, "open")

    def test_second_run_finds_nothing_to_do(self):
        self.person.death_date = "2026-04-20"
        self._close()
        self._close()
        self.assertEqual(self.progress[-1], (0, 0))

    def test_reasons_that_end_a_programme_end_no_archive(self):
        wizard = self.env["health.archive.close"]
        codes = self.env["health.code"].search(wizard._fields["reason_id"].domain)
        self.assertEqual(sorted(codes.mapped("code")), ["1", "2", "3", "4", "9"])
