from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from .common import HealthArchiveCase


class TestHealthMeasurement(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls._archive()

    def _kind(self, code):
        return self.env.ref(f"health_archive.measurement_kind_{code}")

    def _measure(self, user=None, **values):
        return self.env["health.measurement"].with_user(user or self.doctor).create(
            [
                {
                    "archive_id": self.archive.id,
                    "kind_id": self._kind(code).id,
                    "value": value,
                    "taken_at": "2026-01-05 08:00:00",
                }
                for code, value in values.items()
            ]
        )  # fmt: skip

    def test_impossible_number_is_refused_and_the_wrong_unit_explained(self):
        with self.assertRaisesRegex(ValidationError, r"mg/dL.*6\.7 mmol/L"):
            self._measure(fbg=120)
        with self.assertRaises(ValidationError):
            self._measure(sbp=400)

    def test_number_is_entered_by_itself_before_its_kind_is_chosen(self):
        measurements = self.env["health.measurement"].with_user(self.doctor)
        self.assertFalse(
            measurements.onchange({}, [], {"display_name": {}})["value"]["display_name"]
        )
        with Form(measurements) as form:
            form.archive_id = self.archive
            form.kind_id = self._kind("sbp")
            form.value = 128
        self.assertIn("128", form.record.display_name)

    def test_unusual_number_is_kept_and_marked(self):
        measurement = self._measure(sbp=230)
        self.assertTrue(measurement.is_unusual)
        self.assertFalse(self._measure(sbp=128).is_unusual)

    def test_interchanged_pressures_are_refused(self):
        with self.assertRaises(ValidationError):
            self._measure(sbp=80, dbp=120)

    def test_pressures_are_compared_when_they_come_one_after_the_other(self):
        self._measure(dbp=95)
        with self.assertRaises(ValidationError):
            self._measure(sbp=90)
        self._measure(sbp=130)

    def test_number_of_the_future_or_before_birth_is_refused(self):
        for day in ("2099-01-01 00:00:00", "1900-01-01 00:00:00"):
            with self.subTest(day), self.assertRaises(ValidationError):
                self._measure(pulse=70).taken_at = day

    def test_day_is_that_of_the_clock_on_the_wall(self):
        # 07:30 in China on the day of birth is still the day before in UTC
        self.resident.birth_date = "2026-01-05"
        measurement = self._measure(weight=3.2).with_context(tz="Asia/Shanghai")
        measurement.taken_at = "2026-01-04 23:30:00"
        self.assertEqual(str(measurement._get_day()), "2026-01-05")

    def test_normal_range_follows_the_sex(self):
        self.assertFalse(self._measure(hgb=150).is_outside_normal)
        self.resident.sex = "2"
        self.assertTrue(self._measure(hgb=151).is_outside_normal)

    def test_visit_is_entered_on_one_page_and_unusual_numbers_are_confirmed(self):
        entries = self.env["health.measurement.entry"].with_user(self.doctor)
        form = Form(entries.with_context(default_archive_id=self.archive.id))
        self.assertGreaterEqual(len(form.line_ids), 8)
        with form.line_ids.edit(0) as line:
            line.value = 230
        entry = form.save()
        with self.assertRaises(UserError):
            entry.action_save()
        entry.is_confirmed = True
        entry.action_save()
        self.assertEqual(self.archive.measurement_ids.mapped("value"), [230])

    def test_number_from_another_form_is_corrected_there(self):
        measurement = self._measure(pulse=70)
        measurement._write_server({"source_model": "res.partner", "source_id": 1})
        for path in (lambda: measurement.write({"value": 71}), measurement.unlink):
            with self.assertRaises(UserError):
                path()

    def test_source_is_not_forged(self):
        with self.assertRaises(AccessError):
            self.env["health.measurement"].with_user(self.doctor).create(
                {
                    "archive_id": self.archive.id,
                    "kind_id": self._kind("pulse").id,
                    "value": 70,
                    "source_id": 1,
                }
            )

    def test_trend_gives_each_kind_with_its_limits_oldest_first(self):
        self._measure(sbp=150, dbp=95)
        self._measure(sbp=140).taken_at = "2026-02-05 08:00:00"
        trend = self.archive.get_measurement_trend()
        self.assertEqual([series["code"] for series in trend], ["sbp", "dbp"])
        self.assertEqual([point["value"] for point in trend[0]["points"]], [150, 140])
        self.assertEqual((trend[1]["low"], trend[1]["high"]), (60, 89))

    def test_doctor_of_another_village_finds_nothing_on_any_path(self):
        measurement = self._measure(pulse=70)
        theirs = self.env["health.measurement"].with_user(self.stranger)
        self.assertFalse(theirs.search([]))
        self.assertFalse(theirs._read_group([], ["kind_id"], ["value:avg"]))
        archive = self.archive.with_user(self.stranger)
        for path in (
            lambda: measurement.with_user(self.stranger).read(["value"]),
            lambda: measurement.with_user(self.stranger).web_read({"value": {}}),
            lambda: archive.get_measurement_trend(),
            lambda: archive.get_timeline(),
            lambda: self._measure(user=self.stranger, pulse=70),
            lambda: self._measure(user=self.reader, pulse=70),
            lambda: self.env["health.measurement"].with_user(self.finance).search([]),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_locked_archive_takes_no_number(self):
        self.archive.with_user(self.hospital_doctor)._lock("核查")
        with self.assertRaises(UserError):
            self._measure(pulse=70)

    def test_thousand_numbers_are_stored_in_few_queries(self):
        kind = self._kind("pulse")
        vals = [
            {"archive_id": self.archive.id, "kind_id": kind.id, "value": 60 + i % 40}
            for i in range(1000)
        ]
        measurements = self.env["health.measurement"].with_user(self.doctor)
        measurements.create(vals[:1])
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        measurements.create(vals)
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 60)
