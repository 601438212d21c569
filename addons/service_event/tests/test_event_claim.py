from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEventClaim(EventCase):
    """Each obligation from nothing to met, and once held but not counted."""

    def test_a_lecture_counts_with_its_proofs_and_twenty_people(self):
        lectures = self._owed_event("lecture", "L07", threshold=2, unit="events")
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        first = self._held(people=20, prove=False)
        self.assertEqual(self._states(lectures), {"claimed": 1})
        self.assertIn("Slides", first.count_note)
        self._prove_event(first)
        self.assertEqual(self._states(lectures), {"accepted": 1})
        self._held(people=20, date_begin="2026-09-21 01:30:00")
        self.assertEqual(self._figure(lectures).state, "met")

    def test_a_lecture_with_nineteen_counts_nothing_until_one_more_is_on_the_sheet(self):
        lectures = self._owed_event("lecture", "L07", threshold=1, unit="events")
        audience = self._owed_event("lecture_audience", "L08", ("minimum_people", 20),
                                    measure="rate", threshold=100, unit="percent")  # fmt: skip
        coverage = self._owed_event("lecture_coverage", "L09", measure="sum", threshold=20)
        event = self._held(people=19)
        event.sign_in_guest("路人")
        self.assertEqual(self._states(lectures), {"claimed": 1})
        self.assertEqual(self._states(audience), {"claimed": 1})
        self.assertEqual(self._states(coverage), {"claimed": 19})
        self.assertEqual(self._figure(coverage).actual, 0)
        self.assertEqual(event.count_state, "lacking")
        self.assertIn("19 of 20 people signed in: 1 more", event.count_note)
        self.assertIn("Invite to the next one: 甲", event.count_note)
        self._sign_in(event, self.crowd[19])
        self.assertEqual(self._states(lectures), {"accepted": 1})
        self.assertEqual(self._states(audience), {"accepted": 1})
        self.assertEqual(self._figure(coverage).actual, 20)
        self.assertEqual(self._figure(coverage).state, "met")
        self.assertEqual(event.count_state, "counts")

    def test_what_is_missing_stands_apart_from_why_it_never_counts(self):
        event = self._held(people=1)
        event.theme_id = self.env.ref("service_event.theme_other")
        event.speaker = False
        self.assertRegex(
            event.count_note,
            r"because: “.+” is no theme of the contract: .+ list; still missing: speaker\.$",
        )

    def test_the_number_of_people_is_that_of_the_obligation(self):
        audience = self._owed_event("lecture_audience", "L08", ("minimum_people", 3),
                                    measure="rate", threshold=100, unit="percent")  # fmt: skip
        self._held(people=3)
        self.assertEqual(self._states(audience), {"accepted": 1})
        audience.parameter_ids.value = 4
        self.assertEqual(self._states(audience), {"claimed": 1})

    def test_a_theme_of_the_list_counts_and_another_one_is_refused(self):
        themes = self._owed_event("lecture_theme", "L10", measure="rate", threshold=100,
                                  unit="percent")  # fmt: skip
        event = self._held(people=1)
        self.assertEqual(self._figure(themes).state, "met")
        event.theme_id = self.env.ref("service_event.theme_other")
        self.assertEqual(self._states(themes), {"rejected": 1})
        self.assertIn("no theme of the contract", event.count_note)
        event.theme_id = False
        self.assertEqual(self._states(themes), {"claimed": 1})

    def test_a_round_needs_a_doctor_and_a_nurse(self):
        rounds = self._owed_event("round", "L11", threshold=1, unit="events")
        event = self._held("round")
        self.assertEqual(self._figure(rounds).state, "met")
        event.staff_ids.filtered(lambda row: row.role == "nurse").unlink()
        self.assertEqual(self._states(rounds), {"claimed": 1})
        self.assertIn("a nurse in the team", event.count_note)

    def test_a_free_clinic_needs_fifteen_people_for_two_obligations(self):
        clinics = self._owed_event("clinic", "L12", threshold=1, unit="events")
        audience = self._owed_event("clinic_audience", "L13", ("minimum_people", 15),
                                    measure="rate", threshold=100, unit="percent")  # fmt: skip
        event = self._held("clinic", people=14)
        self.assertEqual(self._states(clinics), {"claimed": 1})
        self.assertEqual(self._states(audience), {"claimed": 1})
        self._sign_in(event, self.crowd[14])
        self.assertEqual(self._figure(clinics).state, "met")
        self.assertEqual(self._figure(audience).state, "met")

    def test_a_free_clinic_names_the_department_that_was_not_there(self):
        departments = self._owed_event("clinic_departments", "L16", ("departments", 4),
                                       measure="rate", threshold=100, unit="percent")  # fmt: skip
        event = self._held("clinic")
        self.assertEqual(self._figure(departments).state, "met")
        surgery = self.env.ref("service_event.department_surgery")
        event.staff_ids.filtered(lambda row: row.department_id == surgery).unlink()
        self.assertEqual(self._states(departments), {"claimed": 1})
        self.assertIn("departments: Surgery", event.count_note)

    def test_a_free_clinic_without_departments_names_them_once(self):
        event = self._held("clinic", people=1)
        event.staff_ids.unlink()
        self.assertIn("departments: ", event.count_note)
        self.assertNotIn("departments that were there", event.count_note)

    def test_two_kinds_planned_for_one_day_and_place_are_told_before_they_are_held(self):
        event = self._event("clinic")
        beside = self._event("round", service_place="社区 活动室")
        self.assertIn(f"“{event.name}” is on the same day at the same place", beside.count_note)
        event._call_off("雨")
        beside.invalidate_recordset()
        self.assertNotIn("same place", beside.count_note)

    def test_a_round_and_a_free_clinic_of_one_day_and_place_count_once(self):
        rounds = self._owed_event("round", "L11", threshold=1, unit="events")
        clinics = self._owed_event("clinic", "L12", threshold=1, unit="events")
        self._held("clinic")
        beside = self._held("round", date_begin="2026-09-21 01:30:00", service_place="社区 活动室")
        self.assertEqual(self._states(clinics), {"accepted": 1})
        self.assertEqual(self._states(rounds), {"rejected": 1})
        self.assertIn("clinic 1", beside.count_note)
        beside.service_place = "敬老院"
        self.assertEqual(self._states(rounds), {"accepted": 1})

    def test_what_is_planned_or_called_off_claims_nothing(self):
        lectures = self._owed_event("lecture", "L07", threshold=2, unit="events")
        planned = self._event()
        off = self._event()
        off._call_off("台风")
        self.assertEqual(self._states(lectures), {})
        self.assertEqual((planned.count_state, off.count_state), ("planned", "called_off"))
        self.assertIn("台风", off.count_note)

    def test_the_board_says_which_lecture_lacks_whom(self):
        lectures = self._owed_event("lecture", "L07", threshold=2, unit="events")
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        self._held(people=19)
        rows = lectures.with_user(self.manager)
        steps = rows._get_next_steps(rows._get_figures())
        self.assertIn("19 of 20", steps[lectures.id])
        self.assertIn("Invite", steps[lectures.id])

    def test_the_board_of_an_earlier_day_does_not_know_what_came_later(self):
        lectures = self._owed_event("lecture", "L07", threshold=2, unit="events")
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        self._held(people=19)
        rows = lectures.with_user(self.manager)
        day = fields.Date.to_date(TODAY[:10])
        on_the_day = rows._get_next_steps(rows._get_figures(day), day)
        self.assertIn("19 of 20", on_the_day[lectures.id])
        before = day - timedelta(days=1)
        steps = rows._get_next_steps(rows._get_figures(before), before)
        self.assertNotIn("signed in", steps[lectures.id])

    def test_who_signed_in_so_far_is_told_before_it_is_reported(self):
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        event = self._sign_in(self._event(), self.crowd[:19])
        self.assertIn("19 of 20 people signed in, 1 more", event.count_note)
        self._sign_in(event, self.crowd[19])
        self.assertIn("20 people signed in", event.count_note)

    def test_counting_again_from_zero_changes_nothing(self):
        self._owed_event("lecture", "L07", threshold=2, unit="events")
        self._owed_event("lecture_coverage", "L09", measure="sum", threshold=20)
        self._held(people=3)
        domain = [("project_id", "=", self.project.id)]
        claims = self.env["service.claim"].search(domain)
        before = claims.read(["state", "reason", "value", "date", "partner_id"])
        self.project._claim_all()
        after = self.env["service.claim"].search(domain)
        self.assertEqual(after.read(["state", "reason", "value", "date", "partner_id"]), before)
