from odoo.tests import freeze_time, tagged

from .service_claim_common import PHOTO, ClaimCase


@freeze_time("2026-11-21 04:00:00")
@tagged("post_install", "-at_install")
class TestServiceClaim(ClaimCase):
    """Records that claim, entered by a coordinator, decided on by the manager of the centre."""

    def test_a_complete_record_counts_as_soon_as_it_is_entered(self):
        record = self._record(value=2)
        [claim] = self._claims(record, self.coordinator)
        self.assertRecordValues(
            claim,
            [
                {
                    "project_id": self.project.id,
                    "obligation_id": self.visits.id,
                    "partner_id": self.people[0].id,
                    "value": 2,
                    "state": "accepted",
                    "reason": False,
                }
            ],
        )
        self.assertEqual(str(claim.date), "2026-08-03")
        self.assertEqual(claim.action_open_record()["res_id"], record.id)

    def test_what_lacks_evidence_counts_when_it_is_added_and_no_more_when_it_is_taken_away(self):
        record = self._record(needs_photo=True)
        self.assertClaim(record, "claimed", "missing")
        self.assertIn("photo", self._claims(record).reason)
        item = record._add_evidence("a.png", PHOTO)
        self.assertClaim(record, "accepted")
        item.unlink()
        self.assertClaim(record, "claimed", "missing")

    def test_somebody_off_the_roster_that_day_does_not_count_and_the_reason_says_so(self):
        for person, date in ((3, "2026-08-03"), (2, "2026-11-01")):
            record = self._record(person, date)
            self.assertClaim(record, "rejected", "roster")
            self.assertIn(date[:4], self._claims(record).reason)
        self.assertClaim(self._record(2, "2026-10-31"), "accepted")

    def test_who_is_put_on_the_roster_later_counts_from_the_day_of_entry(self):
        early, late = self._record(3, "2026-08-03"), self._record(3, "2026-09-01")
        members = self.env["service.member"].with_user(self.coordinator)
        member = members.create(self._member_vals(self.people[3], entry_date="2026-09-01"))
        self.assertClaim(early, "rejected", "roster")
        self.assertClaim(late, "accepted")
        member.write({"exit_date": "2026-09-30", "exit_reason": "error"})
        self.assertClaim(late, "rejected", "roster")

    def test_days_outside_the_period_do_not_count_but_for_the_days_given_after_the_end(self):
        for date in ("2026-06-15", "2027-06-16"):
            self.assertClaim(self._record(date=date), "rejected", "period")
        for date in ("2026-06-16", "2027-06-15"):
            self.assertClaim(self._record(date=date), "accepted")
        late = self._record(date="2027-07-15")
        self.visits.with_user(self.manager).days_after_end = 30
        self.assertClaim(late, "accepted")
        self.assertClaim(self._record(date="2027-07-16"), "rejected", "period")

    def test_a_period_that_changes_counts_what_is_inside_then(self):
        record = self._record(date="2026-11-03")
        for end, expected in (
            ("2026-11-02", ("rejected", "period")),
            ("2026-11-03", ("accepted",)),
        ):
            self.project.date = end
            self.assertClaim(record, *expected)

    def test_what_a_record_refuses_itself_does_not_count(self):
        record = self._record(refusal="Twice on one day.")
        self.assertClaim(record, "rejected", "record")
        self.assertEqual(self._claims(record).reason, "Twice on one day.")

    def test_a_voided_or_deleted_record_claims_nothing(self):
        for name in ("write", "unlink"):
            record = self._record()
            self.assertTrue(self._claims(record))
            getattr(record, name)(*[{"is_void": True}] if name == "write" else [])
            self.assertFalse(self._claims(record))

    def test_the_person_of_a_record_is_corrected(self):
        record = self._record(0)
        record.partner_id = self.people[1]
        self.assertEqual(self._claims(record).partner_id, self.people[1])

    def test_a_field_on_which_nothing_depends_changes_no_claim(self):
        record = self._record()
        self._claims(record).sudo().unlink()
        record.name = "beside the point"
        self.assertFalse(self._claims(record))
        record.value = 3
        self.assertEqual(self._claims(record).value, 3)

    def test_several_obligations_are_served_by_one_record_and_a_new_one_finds_what_was_done(self):
        record = self._record()
        persons = self._obligation("L06", measure="person")
        self.assertEqual(self._claims(record).obligation_id, self.visits | persons)
        persons.kind_id = self.meeting
        self.assertEqual(self._claims(record).obligation_id, self.visits)

    def test_a_number_of_the_contract_decides_what_counts(self):
        lectures = self._obligation("L08", kind_id=self.meeting.id)
        small, big = self._record(None, value=19), self._record(None, value=20)
        self.assertClaim(small, "accepted")
        parameters = self.env["service.parameter"].with_user(self.manager)
        parameter = parameters.create(
            {"obligation_id": lectures.id, "code": "least", "name": "Least", "value": 20,
             "source": "三.2"}
        )  # fmt: skip
        self.assertClaim(small, "claimed", "missing")
        self.assertIn("1 people", self._claims(small).reason)
        self.assertClaim(big, "accepted")
        parameter.value = 21
        self.assertClaim(big, "claimed", "missing")
        parameter.unlink()
        self.assertClaim(big, "accepted")

    def test_an_unknown_kind_is_an_error_of_the_program(self):
        self.visit.code = "other"
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            self._record()

    def _run_daily_job(self):
        with self.enter_registry_test_mode():
            self.env.ref("service_obligation.cron_claim_all").method_direct_trigger()

    def test_the_daily_job_counts_what_was_changed_past_the_orm(self):
        record, gone = self._record(), self._record(1)
        self._claims(record).sudo().unlink()
        self.env.cr.execute("DELETE FROM test_service_record WHERE id = %s", [gone.id])
        self._run_daily_job()
        self.assertClaim(record, "accepted")
        self.assertFalse(self._claims(gone))

    def test_a_project_that_is_over_is_left_alone_by_the_daily_job(self):
        record = self._record()
        self._claims(record).sudo().unlink()
        with freeze_time("2027-06-16 04:00:00"):
            self._run_daily_job()
        self.assertFalse(self._claims(record))
        self.visits.days_after_end = 30
        self._claims(record).sudo().unlink()
        with freeze_time("2027-06-16 04:00:00"):
            self._run_daily_job()
        self.assertTrue(self._claims(record))

    def test_many_records_take_as_many_queries_as_a_few(self):
        def count(number):
            records = self.records.create(
                [
                    {"project_id": self.project.id, "partner_id": self.people[number_ % 3].id,
                     "date": "2026-08-03"}
                    for number_ in range(number)
                ]
            )  # fmt: skip
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records._claim_anew()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(2)
        self.assertLessEqual(count(200), count(2))
