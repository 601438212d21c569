from datetime import date, datetime

from odoo.tests import freeze_time, tagged

from odoo.addons.evidence.tests.common import PDF

from .common_calibration import CalibrationCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestMaintenanceEquipmentCalibratedAt(CalibrationCase):
    def test_a_device_that_needs_no_calibration_answers_neither_yes_nor_no(self):
        bag = self._device(device_model_id=self.bag_model.id)
        self.assertIsNone(bag._was_calibrated_at(date(2026, 1, 1)))
        self.assertFalse(bag._get_calibration_at(date(2026, 1, 1)))

    def test_both_ends_of_a_certificate_are_included(self):
        certificate = self._certificate("2026-01-10", valid_until="2026-03-31")
        expected = {
            "2026-01-09": False,
            "2026-01-10": True,
            "2026-03-31": True,
            "2026-04-01": False,
        }
        for day, calibrated in expected.items():
            with self.subTest(day=day):
                moment = date.fromisoformat(day)
                self.assertIs(self.meter._was_calibrated_at(moment), calibrated)
                found = self.meter._get_calibration_at(moment)
                self.assertEqual(found, certificate if calibrated else certificate.browse())

    def test_before_it_was_in_use_nothing_was_needed(self):
        self.assertIsNone(self.meter._was_calibrated_at(date(2024, 12, 31)))

    def test_a_moment_in_utc_falls_on_the_chinese_day(self):
        self._certificate("2026-01-10")
        self.assertFalse(self.meter._was_calibrated_at(datetime(2026, 1, 9, 15, 59)))
        self.assertTrue(self.meter._was_calibrated_at(datetime(2026, 1, 9, 16, 0)))

    def test_a_failure_speaks_until_the_next_pass(self):
        self._certificate("2026-01-10")
        failed = self._certificate("2026-02-10", result="failed")
        self._certificate("2026-03-10")
        answers = self.meter._get_calibrated_at(
            [(self.meter, date(2026, month, 15)) for month in (1, 2, 3)]
        )
        self.assertEqual([answer.calibrated for answer in answers], [True, False, True])
        self.assertEqual(answers[1].certificate, failed)

    def test_a_certificate_recorded_late_counts_for_its_dates_and_says_so(self):
        with freeze_time("2026-06-20 02:00:00"):
            certificate = self._certificate("2025-12-01")
        [answer] = self.meter._get_calibrated_at([(self.meter, date(2026, 1, 1))])
        self.assertTrue(answer.calibrated)
        self.assertEqual(answer.valid_until, date(2026, 11, 30))
        self.assertEqual(answer.recorded_at, certificate.sealed_at)
        self.assertEqual(answer.recorded_at.date(), date(2026, 6, 20))

    def test_a_draft_counts_for_nothing(self):
        self._certificate("2026-01-10", confirm=False)
        self.assertIs(self.meter._was_calibrated_at(date(2026, 2, 1)), False)

    def test_a_confirmed_correction_replaces_the_answer(self):
        old = self._certificate("2026-01-10")
        new = old._supersede({"supersede_reason": "不合格误录为合格"})
        self.assertTrue(self.meter._was_calibrated_at(date(2026, 2, 1)))
        new.result = "failed"
        new._add_evidence("检定证书.pdf", PDF, requirement_code="certificate")
        new.action_confirm()
        self.assertIs(self.meter._was_calibrated_at(date(2026, 2, 1)), False)

    def test_every_kind_it_needs_must_be_covered(self):
        self.env["equipment.calibration.schedule"].create(
            {"equipment_id": self.meter.id, "kind_id": self.qc.id, "interval_months": 1}
        )
        self._certificate("2026-01-10")
        day = date(2026, 1, 20)
        self.assertIs(self.meter._was_calibrated_at(day), False)
        self.assertTrue(self.meter._was_calibrated_at(day, kind="compulsory"))
        check = self._certificate("2026-01-12", kind_id=self.qc.id)
        self.assertTrue(self.meter._was_calibrated_at(day))
        self.assertEqual(self.meter._get_calibration_at(day), check)

    def test_the_clinic_may_ask_without_any_equipment_role(self):
        self._certificate("2026-01-10")
        nurse = self.env["res.users"].create({"name": "测试护士", "login": "eq_nurse"})
        meter = self.meter.with_user(nurse)
        self.assertTrue(meter._was_calibrated_at(date(2026, 2, 1)))

    def test_a_hundred_questions_cost_no_more_queries_than_one(self):
        self._certificate("2026-01-10")
        moments = [(self.meter, date(2026, 1, 1 + number % 28)) for number in range(100)]
        self.env.flush_all()
        self.meter._get_calibrated_at(moments[:1])
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            answers = self.meter._get_calibrated_at(moments)
        self.assertEqual([a.calibrated for a in answers[8:10]], [False, True])
