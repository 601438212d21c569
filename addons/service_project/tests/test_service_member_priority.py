from freezegun import freeze_time

from .common import TODAY, ServiceCase


@freeze_time(TODAY)
class TestServiceMemberPriority(ServiceCase):
    def _reason(self, born="1970-01-01", **vals):
        return self._member(self._person(birth_date=born), **vals).priority_reason

    def test_disabled_come_first_then_the_category_then_the_age(self):
        old = "1930-01-01"
        self.assertEqual(self._reason(old, disability_grade=10), "disabled")
        self.assertEqual(self._reason(old, category_id=self.first.id), "category")
        self.assertEqual(self._reason(old), "very_old")
        self.assertFalse(self._reason())

    def test_somebody_without_a_birth_date_is_not_very_old(self):
        self.assertFalse(self._reason(born=False))

    def test_it_follows_the_category_and_the_grade(self):
        member = self._member()
        self.plain.is_priority = True
        self.assertEqual((member.is_priority, member.priority_reason), (True, "category"))
        member.disability_grade = 4
        self.assertEqual(member.priority_reason, "disabled")

    def test_the_eightieth_birthday_makes_very_old_that_night(self):
        member = self._member(self._person(birth_date="1946-11-22"))
        rows = self.env["service.member"]
        rows._cron_priority()
        self.assertFalse(member.is_priority)
        with freeze_time("2026-11-21 16:30:00"):  # 00:30 of the 22nd in China
            rows._cron_priority()
            self.env.flush_all()
        self.assertEqual(member.priority_reason, "very_old")

    def test_born_on_a_leap_day_is_eighty_on_the_first_of_march_or_that_leap_day(self):
        member = self._member(self._person(birth_date="1948-02-29"))
        with freeze_time("2028-02-29 02:00:00"):
            self.env["service.member"]._cron_priority()
        self.assertEqual(member.priority_reason, "very_old")

    def test_a_new_age_of_the_rule_is_applied_by_the_nightly_job(self):
        member = self._member(self._person(birth_date="1945-01-01"))
        self.assertEqual(member.priority_reason, "very_old")
        self.env["service.rule"].search([("code", "=", "very_old_age")]).value = 90
        self.env["service.member"]._cron_priority()
        self.assertFalse(member.priority_reason)

    def test_who_has_left_stays_as_he_left(self):
        person = self._person(birth_date="1946-12-01")
        member = self._member(person, exit_date="2026-11-20", exit_reason="moved")
        self.env.flush_all()
        with freeze_time("2026-12-02 02:00:00"):
            self.env["service.member"]._cron_priority()
        self.assertFalse(member.is_priority)
