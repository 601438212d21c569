from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.device_message.tools.message import Arrival
from odoo.addons.equipment_asset.tests.common_calibration import CalibrationCase
from odoo.addons.health_exam.tests.exam_common import ExamCase

SENDER = "HBP|TEST-01"


@tagged("post_install", "-at_install")
class TestDeviceCalibration(ExamCase, CalibrationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.card = cls._device("BP-EXAM-1", effective_date="2025-01-01")
        cls.card.sudo().write({"using_unit_id": cls.hospital.id, "org_unit_id": cls.hospital.id})
        cls.source = cls.env["device.source"].create(
            {
                "name": "健康一体机",
                "code": SENDER,
                "org_unit_id": cls.hospital.id,
                "equipment_id": cls.card.id,
                "code_ids": [Command.create({"code": "HGB", "item_code": "hgb", "unit": "g/L"})],
            }
        )

    def _measure(self, exam, at="20261102080000"):
        message = "\r".join(
            [
                f"MSH|^~\\&|{SENDER}|S|H|{at}||ORU^R01|{at}|P|2.3.1||||||UNICODE UTF-8",
                "PID|1||||韦^春花",
                f"OBR|1||{exam.exam_number}|X|||{at}",
                f"OBX|1|NM|HGB||128|g/L||||F|||{at}",
                "",
            ]
        )
        self.env["device.message"]._receive([Arrival(message.encode(), "hl7", "10.0.0.2")])
        self.env["device.result"]._hand_on()
        return exam.with_user(self.chief).result_ids

    @freeze_time("2026-11-02 03:00:00")
    def test_result_knows_serial_number_and_valid_calibration(self):
        self._certificate(date="2026-01-10", device=self.card, user=self.env.user)
        exam = self._register()
        result = self._measure(exam)
        self.assertEqual(result.calibration, "valid")
        self.assertIn("BP-EXAM-1", result.device_text)
        self.assertFalse(exam.with_user(self.chief).uncalibrated_text)

    @freeze_time("2026-11-02 03:00:00")
    def test_exam_names_what_a_device_out_of_calibration_measured(self):
        exam = self._register()
        self.assertEqual(self._measure(exam).calibration, "none")
        text = exam.with_user(self.chief).uncalibrated_text
        self.assertIn("BP-EXAM-1", text)
        self.assertIn("Haemoglobin", text)

    def test_both_forms_of_an_exam_say_so(self):
        for name in ("health_exam_view_form", "health_exam_view_form_review"):
            view = self.env.ref(f"health_exam.{name}")
            arch = self.env["health.exam"].with_user(self.chief).get_view(view.id)["arch"]
            self.assertIn('name="uncalibrated_text"', arch, name)

    @freeze_time("2026-11-02 03:00:00")
    def test_certificate_recorded_later_changes_no_answer(self):
        exam = self._register()
        result = self._measure(exam)
        self._certificate(date="2026-01-10", device=self.card, user=self.env.user)
        self.assertEqual(result.calibration, "none")

    def test_card_of_another_unit_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "another unit"):
            self.source.equipment_id = self.meter

    @freeze_time("2026-11-02 03:00:00")
    def test_examiner_sees_the_serial_number_and_no_device_book(self):
        result = self._measure(self._register()).with_user(self.chief)
        self.assertTrue(result.device_text)
        with self.assertRaises(AccessError):
            result.read(["equipment_id"])
        with self.assertRaises(AccessError):
            self.env["maintenance.equipment"].with_user(self.chief).browse(self.card.id).read(
                ["name"]
            )
