from odoo import Command

from .common import HealthArchiveCase


class TestHealthArchiveCompleteness(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requirements = cls.env["health.archive.requirement"]
        cls.requirements.search([]).write({"valid_to": "2020-01-01"})
        for name, age_from, rural_only in (
            ("sex", 0, False),
            ("work_unit", 0, False),
            ("marital_id", 80, False),
            ("env_water_id", 0, True),
            ("allergy_ids", 0, False),
        ):
            cls._require(name, age_from=age_from, rural_only=rural_only)

    @classmethod
    def _require(cls, name, **vals):
        return cls.requirements.create(
            {"field_name": name, "valid_from": "2020-01-02", "source": "测试"} | vals
        )

    def test_percent_counts_what_is_asked_of_this_person(self):
        archive = self._archive()
        self.assertEqual(archive.missing_names, "work_unit,env_water_id,allergy_ids")
        self.assertAlmostEqual(archive.completeness, 25)
        archive.work_unit = "村小学"
        archive.allergy_ids = [Command.set(self._code("allergy", "1").ids)]
        self.assertAlmostEqual(archive.completeness, 75)
        archive.env_water_id = self._code("env_water", "1")
        self.assertRecordValues(archive, [{"is_complete": True, "missing_summary": ""}])

    def test_answer_of_the_person_counts(self):
        archive = self._archive(self._resident("李四", sex=False))
        self.assertIn("sex", archive.missing_names)
        archive.partner_id.sex = "2"
        self.assertNotIn("sex", archive.missing_names)

    def test_environment_is_asked_in_villages_alone(self):
        self.village.archive_prefix = "451024104001"
        archive = self._archive()
        self.assertNotIn("env_water_id", archive.missing_names)

    def test_changed_rule_is_applied_by_the_night_job(self):
        archive = self._archive()
        self.env.flush_all()
        self._require("phone")
        self.env.cr.execute(
            "UPDATE health_archive SET completeness_at = completeness_at - interval '1 day'"
        )
        self.env.invalidate_all()
        with self.enter_registry_test_mode():
            self.env.ref("health_archive.health_archive_cron_completeness").method_direct_trigger()
        self.assertIn("phone", archive.missing_names)
