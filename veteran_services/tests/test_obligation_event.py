from odoo.tests import freeze_time, tagged

from .common import TODAY
from .event_common import VeteranEventCase, at


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestObligationEvent(VeteranEventCase):
    """L07 to L14 and L16 with the numbers of the tender: from nothing to met, and claimed without
    being accepted."""

    def _actual(self, *codes):
        return [self._figure(code).actual for code in codes]

    def _states(self, *codes):
        return [self._figure(code).state for code in codes]

    def test_two_lectures_of_twenty_meet_all_four_and_leave_no_slack(self):
        self.assertEqual(self._actual("L07", "L09"), [0, 0])
        self._hold("lecture", "2026-08-20", 20)
        self.assertEqual(self._actual("L07", "L08", "L09", "L10"), [1, 100, 20, 100])
        self.assertEqual(self._states("L07", "L09"), ["on_track", "on_track"])
        self._hold("lecture", "2026-09-22", 20)
        self.assertEqual(self._states("L07", "L08", "L09", "L10"), ["met"] * 4)
        self.assertEqual(self._actual("L07", "L09"), [2, 40])

    def test_a_lecture_of_nineteen_is_claimed_and_not_accepted(self):
        event = self._hold("lecture", "2026-08-20", 19)
        for code, claims in (("L07", 1), ("L08", 1), ("L09", 19)):
            with self.subTest(code):
                tally = self._figure(code).tally
                self.assertEqual((tally.accepted, tally.claimed), (0, claims))
        self.assertEqual(self._figure("L10").state, "met", "its theme fits all the same")
        self.assertIn("19", event.count_note)

    def test_a_lecture_on_another_theme_is_claimed_and_not_accepted(self):
        event = self._hold("lecture", "2026-08-20", 20)
        with at("2026-08-20"):
            event.theme_id = self.env["service.theme"].search([("is_listed", "=", False)], limit=1)
        self.assertEqual(self._figure("L10").actual, 0)

    def test_four_rounds_meet_it_and_one_without_records_waits(self):
        days = ("2026-07-10", "2026-08-10", "2026-09-10", "2026-10-12")
        for day in days[:3]:
            self._hold("round", day, 5)
        self._hold("round", days[3], 5, proofs=("photo",))
        tally = self._figure("L11").tally
        self.assertEqual((tally.accepted, tally.claimed), (3, 1))
        self.assertEqual(self._figure("L11").state, "on_track")
        self._hold("round", "2026-10-20", 5)
        self.assertEqual(self._figure("L11").state, "met")

    def test_two_free_clinics_of_fifteen_with_four_departments_meet_it(self):
        for day in ("2026-09-15", "2026-10-15"):
            self._hold("clinic", day, 15)
        self.assertEqual(self._states("L12", "L13", "L16"), ["met"] * 3)
        self.assertEqual(self._actual("L12", "L13", "L16"), [2, 100, 100])

    def test_a_free_clinic_of_fourteen_without_surgery_is_claimed_and_not_accepted(self):
        event = self._hold("clinic", "2026-10-15", 14)
        with at("2026-10-15"):
            event.staff_ids.filtered(lambda row: row.department_id)[:1].unlink()
        for code in ("L12", "L13", "L16"):
            with self.subTest(code):
                tally = self._figure(code).tally
                self.assertEqual(tally.accepted, 0)
                self.assertEqual(tally.claimed + tally.rejected, 1)

    def test_who_was_served_is_tracked_within_thirty_days(self):
        event = self._hold("clinic", "2026-11-02", 15)
        self._obligation("L14").parameter_ids.filtered(
            lambda row: row.code == "needs_archive"
        ).value = 0
        tally = self._figure("L14").tally
        self.assertEqual((tally.accepted, tally.claimed), (0, 15))
        self.env["service.tracking"].with_user(self.physician).create(
            [
                {"registration_id": row.id, "date": "2026-11-20", "result": "电话回访，情况稳定"}
                for row in event.registration_ids
            ]
        )  # fmt: skip
        self.assertEqual(self._figure("L14").state, "met")
