import re
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.evidence.tests.common import PDF

from .common_calibration import CalibrationCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestEquipmentCalibration(CalibrationCase):
    def test_a_certificate_proposes_a_year_minus_a_day(self):
        certificate = self._certificate("2026-01-10", confirm=False)
        self.assertEqual(certificate.valid_until, date(2027, 1, 9))

    def test_the_interval_of_the_device_counts_and_the_proposal_can_be_changed(self):
        self.meter.calibration_schedule_ids.interval_months = 6
        certificate = self._certificate("2026-01-31", confirm=False)
        self.assertEqual(certificate.valid_until, date(2026, 7, 30))
        certificate.valid_until = "2026-05-01"
        self.meter.calibration_schedule_ids.interval_months = 24
        self.assertEqual(certificate.valid_until, date(2026, 5, 1))

    def test_without_scan_or_photo_it_cannot_be_confirmed(self):
        certificate = self._certificate(confirm=False)
        with self.assertRaisesRegex(ValidationError, re.escape(certificate.evidence_missing)):
            certificate.action_confirm()
        self.assertEqual(certificate.seal_state, "open")

    def test_a_confirmed_certificate_is_closed_for_everyone(self):
        certificate = self._certificate()
        for user in (self.hospital_officer, self.manager):
            with self.assertRaises(UserError):
                certificate.with_user(user).write({"valid_until": "2030-01-01"})
            with self.assertRaises(UserError):
                certificate.with_user(user).unlink()
        with self.assertRaises(AccessError):
            certificate.write({"seal_state": "open"})

    def test_a_certificate_of_tomorrow_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "2026-06-16"):
            self._certificate("2026-06-16", confirm=False)

    def test_a_disposed_device_gets_no_certificate(self):
        draft = self._certificate(confirm=False)
        draft._add_evidence("检定证书.pdf", PDF, requirement_code="certificate")
        self.meter.usage_state = "disposed"
        with self.assertRaises(UserError):
            draft.action_confirm()
        with self.assertRaises(UserError):
            self._certificate("2026-02-01", confirm=False)

    @mute_logger("odoo.sql_db")
    def test_one_number_of_one_body_counts_once_per_device(self):
        self._certificate("2026-01-10", number="A1")
        self._certificate("2026-01-11", number="A1", device=self._device("BP-2"))
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._certificate("2026-01-12", number="A1")

    @mute_logger("odoo.sql_db")
    def test_validity_and_result_must_agree(self):
        for vals in (
            {"valid_until": "2026-01-01"},
            {"result": "failed", "valid_until": "2026-12-31"},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self._certificate("2026-01-10", confirm=False, **vals)

    def test_a_failure_ends_validity_and_asks_the_custodian(self):
        self.meter.owner_user_id = self.custodian
        self._certificate("2026-01-10")
        failed = self._certificate("2026-03-05", result="failed")
        self.assertFalse(failed.valid_until)
        schedule = self.meter.calibration_schedule_ids
        self.assertEqual((schedule.valid_until, schedule.state), (date(2026, 3, 4), "expired"))
        self.assertEqual(self.meter.activity_ids.user_id, self.custodian)
        failed.action_send_to_repair()
        self.assertEqual(self.meter.usage_state, "repair")

    def test_only_a_failed_certificate_takes_a_device_out_of_use(self):
        certificate = self._certificate()
        with self.assertRaises(UserError):
            certificate.action_set_idle()
        self.assertEqual(self.meter.usage_state, "in_use")

    def test_a_correction_replaces_the_certificate_once_it_is_confirmed(self):
        old = self._certificate("2026-01-10")
        wizard = self.env["equipment.calibration.correct"].with_user(self.hospital_officer)
        action = wizard.create({"calibration_id": old.id, "reason": "日期写错"}).action_correct()
        new = old.browse(action["res_id"])
        schedule = self.meter.calibration_schedule_ids
        self.assertTrue(old.is_in_force)
        self.assertEqual(schedule.valid_until, date(2027, 1, 9))
        new.date = "2026-01-01"
        new._add_evidence("检定证书.pdf", PDF, requirement_code="certificate")
        new.action_confirm()
        self.assertEqual((old.is_in_force, new.is_in_force), (False, True))
        self.assertEqual(schedule.valid_until, date(2026, 12, 31))

    def test_a_correction_needs_a_reason(self):
        old = self._certificate("2026-01-10")
        wizard = self.env["equipment.calibration.correct"].with_user(self.hospital_officer)
        with self.assertRaises(ValidationError):
            wizard.create({"calibration_id": old.id, "reason": " "}).action_correct()

    def test_owner_and_using_unit_see_it_and_nobody_else(self):
        device = self._device("BP-3", using_unit_id=self.clinic.id)
        certificate = self._certificate(device=device)
        for user in (self.custodian, self.viewer, self.officer):
            self.assertEqual(certificate.with_user(user).number, certificate.number)
        other = self._user("other_officer", "officer", self.other_hospital)
        for user in (self.stranger, other):
            records = self.env["equipment.calibration"].with_user(user)
            self.assertFalse(records.search([("id", "=", certificate.id)]))
            with self.assertRaises(AccessError):
                certificate.with_user(user).read(["number"])
            with self.assertRaises(AccessError):
                self._certificate("2026-02-02", device=device, user=user, confirm=False)

    def test_a_custodian_records_no_certificates(self):
        with self.assertRaises(AccessError):
            self._certificate(user=self.custodian, confirm=False)
