from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupYearMother(HealthFollowupCase):
    """What the schedule asks for in the year of the delivery, with whatever dates are known."""

    def _mother(self, **dates):
        woman = self._resident("李花", birth_date="1998-01-01", sex="2")
        programme = self.env.ref("health_followup.programme_pregnancy")
        return self.env["health.enrolment"].create(
            {"archive_id": self._archive(woman).id, "programme_id": programme.id,
             "enrolled_date": "2025-01-20"} | dates
        )  # fmt: skip

    def _required(self, mother):
        years = self.env["health.followup.year"]
        years._tally(mother, [2025])
        return years.search([("enrolment_id", "=", mother.id), ("year", "=", 2025)]).required

    def test_mother_dated_by_the_ultrasound_alone_is_asked_for_the_same_checks(self):
        for dates in ({"preg_period_date": "2025-01-01"}, {"preg_due_date": "2025-10-08"}):
            with self.subTest(dates):
                self.assertEqual(self._required(self._mother(**dates)), 5)

    def test_mother_is_asked_for_no_check_that_would_begin_after_the_delivery(self):
        dates = {"preg_period_date": "2025-01-01", "preg_discharge_date": "2025-09-20"}
        for delivery, required in (("2025-09-17", 7), ("2025-09-16", 6)):
            mother = self._mother(preg_delivery_date=delivery, **dates)
            self.assertEqual(self._required(mother), required, delivery)

    def test_mother_who_delivered_at_home_is_visited_counted_from_the_delivery(self):
        mother = self._mother(preg_period_date="2025-01-01", preg_delivery_date="2025-10-01")
        self.assertEqual(self._required(mother), 7)
