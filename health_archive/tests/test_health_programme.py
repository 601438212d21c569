from odoo.exceptions import UserError, ValidationError

from .enrolment_common import HealthEnrolmentCase


class TestHealthProgramme(HealthEnrolmentCase):
    def test_too_young_resident_is_named(self):
        child = self._archive(self._resident("小明", birth_date="2015-01-01"))
        with self.assertRaisesRegex(ValidationError, "小明"):
            self._enrol("hypertension", child)

    def test_resident_without_birth_date_is_of_no_age(self):
        unknown = self._archive(self._resident("无名", birth_date=False))
        with self.assertRaises(ValidationError):
            self._enrol("elder", unknown)

    def test_programme_of_one_sex_takes_no_other(self):
        self._programme("stroke").sex = "2"
        with self.assertRaises(ValidationError):
            self._enrol("stroke")

    def test_interval_is_the_rule_of_the_day(self):
        rule = self.env.ref("health_archive.rule_interval_hypertension")
        rule.valid_to = "2025-12-31"
        rule.copy({"value": 60, "valid_from": "2026-01-01", "valid_to": False})
        programme = self._programme("hypertension")
        for day, due in (("2025-12-31", "2026-03-31"), ("2026-01-01", "2026-03-02")):
            date = self.env["health.rule"]._fields["valid_from"].to_date(day)
            self.assertEqual(str(programme._get_next_due(date)), due)

    def test_programme_needs_a_rule_that_exists(self):
        with self.assertRaisesRegex(ValidationError, "no_such_rule"):
            self._programme("stroke").interval_code = "no_such_rule"

    def test_only_a_group_by_age_enrols_by_itself(self):
        with self.assertRaises(ValidationError):
            self._programme("hypertension").is_automatic = True

    def test_programme_in_use_is_not_deleted(self):
        self._enrol_sensitive("mental")
        programme = self._programme("mental").with_user(self.manager)
        with self.assertRaises(UserError):
            programme.unlink()
