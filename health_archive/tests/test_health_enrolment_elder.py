from odoo.tests import freeze_time

from .enrolment_common import HealthEnrolmentCase


@freeze_time("2026-06-15")
class TestHealthEnrolmentElder(HealthEnrolmentCase):
    def _elders(self, archives):
        programme = self._programme("elder")
        return archives.enrolment_ids.filtered(lambda e: e.programme_id == programme)

    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("health_archive.health_enrolment_cron_age").method_direct_trigger()

    def test_archive_of_an_elder_is_enrolled_when_it_comes_into_use(self):
        old = self._archive(self._resident("老人", birth_date="1961-06-15"), active=False)
        young = self._archive(self._resident("青年", birth_date="1961-06-16"))
        self.assertFalse(self._elders(old))
        old.action_submit()
        elder = self._elders(old)
        self.assertRecordValues(
            elder, [{"org_unit_id": self.clinic.id, "state": "open", "due_state": "due"}]
        )
        self.assertFalse(self._elders(young))
        self.assertFalse(old.change_ids)

    def test_resident_is_enrolled_on_his_65th_birthday(self):
        archive = self._archive(self._resident("将老", birth_date="1961-06-16"))
        self._run_cron()
        self.assertFalse(self._elders(archive))
        with freeze_time("2026-06-16"):
            self._run_cron()
        elder = self._elders(archive)
        self.assertEqual(str(elder.enrolled_date), "2026-06-16")
        self.assertEqual(elder.building_unit_id, self.clinic)

    def test_running_again_enrols_nobody_twice_nor_who_refused(self):
        archive = self._archive(self._resident("老人", birth_date="1950-01-01"))
        elder = self._elders(archive).with_user(self.doctor)
        elder._close(self._code("close_reason", "4"), elder.enrolled_date)
        self._run_cron()
        self.assertEqual(self._elders(archive), elder)

    def test_closed_archives_and_drafts_are_left_alone(self):
        draft = self._archive(self._resident("甲", birth_date="1950-01-01"), active=False)
        moved = self._archive(self._resident("乙", birth_date="1962-01-01"))
        moved.with_user(self.hospital_doctor)._close("2", moved.archive_date, destination="外县")
        with freeze_time("2028-01-01"):
            self._run_cron()
        self.assertFalse(self._elders(draft | moved))

    def test_batches_enrol_everyone(self):
        with freeze_time("2014-06-15"):
            persons = [self._resident(f"甲{i}", birth_date="1955-01-01") for i in range(7)]
            archives = self.env["health.archive"].with_user(self.doctor)
            archives = archives._import_create([{"partner_id": p.id} for p in persons])
        self.assertFalse(self._elders(archives))
        cron = self.env.ref("health_archive.health_enrolment_cron_age")
        cron.code = "model._cron_enrol_by_age(limit=3)"
        self._run_cron()
        self.assertEqual(len(self._elders(archives)), 7)

    def test_import_of_200_elders_takes_no_query_per_row(self):
        def activate(count):
            archives = self.env["health.archive"].with_user(self.doctor)
            persons = [self._resident(f"老{i}", birth_date="1950-01-01") for i in range(count)]
            archives = archives.create([{"partner_id": person.id} for person in persons])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            archives._activate()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        few = activate(20)
        self.assertLess(activate(200), few + 30)
