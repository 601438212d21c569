from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

ABOVE = {"sbp": 165, "dbp": 100}


@freeze_time(TODAY)
class TestHealthFollowupYear(HealthFollowupCase):
    """The resident has hypertension since 2025-01-10; today is 2026-05-01."""

    def _year(self, year=2026, enrolment=None, user=None):
        rows = self.env["health.followup.year"].with_user(user or self.doctor)
        enrolment = enrolment or self.enrolment
        return rows.search([("enrolment_id", "=", enrolment.id), ("year", "=", year)])

    def _tally(self, *years, enrolment=None):
        self.env["health.followup.year"]._tally(enrolment or self.enrolment, years or None)
        return self._year(years[-1] if years else 2026, enrolment)

    def _visits(self, *dates, **vals):
        for date in dates:
            self._signed(date=date, **vals)

    def test_signed_visit_counts_at_once(self):
        self._visits("2026-02-10")
        row = self._year()
        self.assertEqual((row.visits_done, row.face_to_face_done), (1, 1))
        self.assertEqual((row.required, row.required_by_today, row.is_behind), (4, 1, False))
        self.assertEqual((str(row.last_date), row.last_class_id.code), ("2026-02-10", "1"))
        self.assertTrue(row.is_controlled)
        self.assertEqual(row.org_unit_id, self.clinic)

    def test_open_visit_and_a_call_dont_count_face_to_face(self):
        self._visit(date="2026-02-10")
        self._visits("2026-03-10", way="3")
        row = self._tally()
        self.assertEqual((row.visits_done, row.face_to_face_done), (1, 0))
        self.assertTrue(row.is_behind)

    def test_visit_under_correction_counts_again_when_the_correction_is_signed_or_given_up(self):
        self._visits("2026-02-10")
        visit = self.env["health.followup"].search([("enrolment_id", "=", self.enrolment.id)])
        copy = visit.with_user(self.doctor)._correct("血压读错")
        self.assertEqual(self._year().visits_done, 0)
        copy.unlink()
        self.assertEqual(self._year().visits_done, 1)
        copy = visit.with_user(self.doctor)._correct("血压读错")
        copy.write(ABOVE)
        copy.action_sign()
        row = self._year()
        self.assertEqual((row.visits_done, row.is_controlled), (1, False))

    def test_required_visits_follow_the_days_managed(self):
        for enrolled, required, so_far in (
            ("2026-01-01", 4, 1),
            ("2026-04-02", 4, 0),
            ("2026-04-03", 3, 0),
            ("2026-04-30", 3, 0),
        ):
            with self.subTest(enrolled):
                self.enrolment._write_server({"enrolled_date": enrolled})
                row = self._tally()
                self.assertEqual((row.required, row.required_by_today), (required, so_far))

    def test_leap_year_asks_for_no_fifth_visit(self):
        self.enrolment._write_server({"enrolled_date": "2024-01-01"})
        self.assertEqual(self._tally(2024).required, 4)

    def test_another_number_of_visits_is_a_matter_of_the_rule(self):
        rule = self.env.ref("health_followup.rule_visits_hypertension")
        rule.with_user(self.manager).value = 6
        self.assertEqual(self._tally().required, 6)

    def test_closing_ends_what_is_required(self):
        date = Date.to_date("2026-03-31")
        self.enrolment._close(self._code("close_reason", "4"), date)
        row = self._tally()
        self.assertEqual((row.required, row.days_managed, row.is_open), (1, 90, False))

    def test_longest_time_without_a_visit_is_within_the_year_and_face_to_face(self):
        self._visits("2025-11-20", "2026-01-20", "2026-03-01")
        self._visits("2026-02-10", way="3")
        self.assertEqual(self._year().largest_gap_days, 61)
        self.assertEqual(self._tally(2025).largest_gap_days, 314)

    def test_two_week_visits_are_in_time_or_late(self):
        self._visits("2026-01-10", **ABOVE)
        self.assertEqual((self._year().rechecks_done, self._year().rechecks_late), (0, 1))
        self._visits("2026-01-24")
        self.assertEqual((self._year().rechecks_done, self._year().rechecks_late), (1, 0))
        self._visits("2026-04-20", **ABOVE)
        row = self._year()
        self.assertEqual((row.rechecks_done, row.rechecks_late), (1, 0), "not due before 05-04")

    def test_two_week_visit_counts_in_the_year_it_falls_into(self):
        self._visits("2025-12-28", **ABOVE)
        self._visits("2026-01-08")
        self.assertEqual(self._year(2025).rechecks_done, 0)
        self.assertEqual(self._year(2026).rechecks_done, 1)

    def test_interval_longer_than_the_class_allows_is_late_after_its_window(self):
        self._visits("2025-02-01", "2025-05-16", "2025-10-10", "2026-01-20")
        self.assertEqual(self._year(2025).intervals_late, 1, "104 days are, 147 aren't in time")
        self.assertEqual(self._year(2026).intervals_late, 0, "102 days")

    def test_year_per_norm_is_even_complete_and_evaluated(self):
        self._visits("2025-03-01", "2025-05-28", "2025-08-25", "2025-11-20")
        row = self._year(2025)
        self.assertTrue(row.is_standard_count)
        self.assertFalse(row.is_standard_strict, "not evaluated")
        self.enrolment.last_evaluation_date = "2025-06-01"
        self.assertTrue(self._tally(2025).is_standard_strict)
        self.env["health.rule"].search([("code", "=", "followup_largest_gap")]).value = 80
        self.assertFalse(self._tally(2025).is_standard_strict)

    def test_calls_count_only_in_the_flavour_of_any_way(self):
        self._visits("2025-03-01", "2025-05-28", "2025-08-25")
        self._visits("2025-11-20", way="3")
        row = self._year(2025)
        self.assertFalse(row.is_standard_count)
        self.assertTrue(row.is_standard_count_any_way)

    def test_quarters_say_when_the_year_fell_behind(self):
        self._visits("2025-03-20", "2025-08-01", "2025-09-15", "2025-11-20")
        row = self._year(2025)
        quarters = [row[f"behind_q{quarter}"] for quarter in (1, 2, 3, 4)]
        self.assertEqual(quarters, [0, 0, 0, 0], "enrolled on 01-10: one visit a quarter later")
        self.assertEqual(self._tally(2026).behind_q1, 0, "90 days ask for no visit yet")
        self.enrolment._write_server({"enrolled_date": "2024-12-01"})
        row = self._tally(2025)
        quarters = [row[f"behind_q{quarter}"] for quarter in (1, 2, 3, 4)]
        self.assertEqual(quarters, [0, 0, 0, 0])

    def test_who_is_lost_isnt_on_target(self):
        self._visits("2026-02-10")
        self.enrolment._lose(Date.to_date("2026-04-01"), "外出")
        row = self._tally()
        self.assertEqual((row.is_controlled, row.is_open), (False, False))

    def test_years_before_the_enrolment_are_forgotten_when_its_day_is_corrected(self):
        self._tally(2025, 2026)
        self.enrolment._write_server({"enrolled_date": "2026-01-05"})
        self.assertFalse(self._tally(2025))
        self.assertTrue(self._year(2026))

    def test_past_year_stays_where_it_was(self):
        self._tally(2025, 2026)
        self.archive.sudo()._write_server({"org_unit_id": self.other_clinic.id})
        self._tally(2025, 2026)
        self.assertEqual(self._year(2025, user=self.manager).org_unit_id, self.clinic)
        self.assertEqual(self._year(2026, user=self.manager).org_unit_id, self.other_clinic)

    def test_children_are_asked_for_the_visits_of_their_schedule(self):
        baby = self._resident("小宝", birth_date="2025-09-10")
        archive = self._archive(baby)
        enrolment = archive.enrolment_ids.with_user(self.doctor)
        enrolment._write_server({"enrolled_date": "2025-09-10"})
        row = self._tally(2025, enrolment=enrolment)
        self.assertEqual(row.required, 2, "newborn and full month; 3 months end in January")
        row = self._tally(2026, enrolment=enrolment)
        self.assertEqual((row.required, row.required_by_today), (4, 2), "3, 6, 8 and 12 months")

    def test_years_between_late_entered_visits_are_counted_too(self):
        self.enrolment._write_server({"enrolled_date": "2023-01-10"})
        self._visits("2023-05-01")
        for year in (2023, 2024, 2025, 2026):
            self.assertTrue(self._year(year), year)
        self.assertEqual((self._year(2025).required, self._year(2025).visits_done), (4, 0))

    def test_night_tallies_all_in_batches_and_a_second_run_has_nothing_to_do(self):
        rows = self.env["health.followup.year"]
        self._enrol("diabetes", enrolled_date="2025-06-01")
        found = []
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda self, done=0, remaining=0: found.append((done, remaining)) or 9,
        )
        rows._cron_tally(limit=1)
        self.assertGreater(len(found), 1)
        self.assertEqual(found[-1], (1, 0))
        self.assertTrue(self._year())
        found.clear()
        rows._cron_tally()
        self.assertFalse(found)

    def test_night_goes_on_where_the_time_ran_out(self):
        rows = self.env["health.followup.year"]
        self._enrol("diabetes", enrolled_date="2025-06-01")
        found = []
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda self, done=0, remaining=0: found.append((done, remaining)) and 0,
        )
        rows._cron_tally(limit=1)
        rows._cron_tally(limit=1)
        self.assertEqual([done for done, _remaining in found], [1, 1])
        self.assertEqual(found[1][1], found[0][1] - 1)

    def test_tally_takes_the_same_queries_for_many(self):
        rows = self.env["health.followup.year"]
        enrolments = self.env["health.enrolment"].search(
            [("programme_id", "=", self.enrolment.programme_id.id)], limit=40
        )
        rows._tally(self.enrolment)
        rows.flush_model()
        with self.assertQueryCount(__system__=8):
            rows._tally(enrolments)

    def test_nobody_enters_a_tally_and_no_other_village_reads_it(self):
        row = self._tally()
        for user in (self.doctor, self.manager):
            for path in (
                lambda row=row, user=user: row.with_user(user).write({"visits_done": 9}),
                lambda row=row, user=user: row.with_user(user).unlink(),
                lambda row=row, user=user: row.with_user(user).create({"year": 2026}),
            ):
                with self.assertRaises(AccessError):
                    path()
        self.assertFalse(self._year(user=self.stranger))
        with self.assertRaises(AccessError):
            row.with_user(self.stranger).read(["visits_done"])

    def test_sensitive_years_are_for_the_sensitive_group(self):
        enrolment = self._enrol_sensitive("mental", enrolled_date="2025-01-10")
        rows = self.env["health.followup.year.sensitive"]
        rows._tally(enrolment)
        found = rows.with_user(self.sensitive).search([("enrolment_id", "=", enrolment.id)])
        self.assertEqual(found.required, 4)
        with self.assertRaises(AccessError):
            rows.with_user(self.hospital_doctor).search([])
