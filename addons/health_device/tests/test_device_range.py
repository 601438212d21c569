from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.device_message.tools.message import Arrival
from odoo.addons.health_exam.tests.exam_common import ExamCase

SENDER = "LAB|RANGE-01"
METHOD = "BC-5380"


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 03:00:00")
class TestDeviceRange(ExamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env["device.source"].create(
            {
                "name": "血球仪",
                "code": SENDER,
                "org_unit_id": cls.hospital.id,
                "range_code": METHOD,
                "code_ids": [Command.create({"code": "K", "item_code": "k", "unit": "mmol/L"})],
            }
        )
        cls.range = cls.env["health.reference.range"].create(
            {
                "kind_id": cls.env.ref("health_archive.measurement_kind_k").id,
                "device_code": METHOD,
                "low": 3.0,
                "high": 5.0,
                "critical_high": 9.0,
                "valid_from": "2020-01-01",
                "source": "仪器说明书",
            }
        )
        cls.exam = cls._register(cls).with_user(cls.lab)

    def _measure(self, *values, source=SENDER):
        """Messages that arrive together, each with a potassium."""
        arrivals = []
        for minute, value in enumerate(values):
            at = f"202611020800{minute:02}"
            lines = [
                f"MSH|^~\\&|{source}|S|H|{at}||ORU^R01|{at}|P|2.3.1||||||UNICODE UTF-8",
                f"PID|1||||{self.exam.sudo().name}",
                f"OBR|1||{self.exam.exam_number}|X|||{at}",
                f"OBX|1|NM|K||{value}|mmol/L||||F|||{at}",
            ]
            arrivals.append(Arrival("\r".join(lines).encode(), "hl7", "10.0.0.2"))
        self.env["device.message"]._receive(arrivals)
        self.env["device.result"]._hand_on()
        return self.exam.sudo().result_ids

    def test_number_of_a_device_has_the_limits_of_the_device(self):
        result = self._measure(5.2)
        self.assertEqual(self.exam.k, 5.2)
        self.assertEqual(self.exam.flags["k"]["flag"], "H")
        self.assertIn("3.00–5.00", self.exam.flags["k"]["text"])
        self.assertEqual(result.with_user(self.chief).range_code, METHOD)

    def test_number_entered_by_hand_has_the_limits_of_all(self):
        self.exam.k = 5.2
        self.assertFalse(self.exam.flags["k"]["flag"])
        self._measure(5.3)
        self.assertEqual(self.exam.flags["k"]["flag"], "H")
        self.exam.k = 5.2
        self.assertFalse(self.exam.flags["k"]["flag"])

    def test_alert_goes_by_the_critical_limit_of_the_device(self):
        self.range.critical_high = 5.4
        self.env["health.exam.rule"].search([("field_name", "=", "k")]).valid_to = "2026-01-01"
        self._measure(5.2)
        self.assertFalse(self.exam.alert_ids)
        self._measure(5.2, 5.5)
        self.assertEqual(len(self.exam.alert_ids), 1)

    def test_range_of_a_result_stays_when_the_device_gets_another(self):
        self._measure(5.2)
        self.source.range_code = "BC-6800"
        self.exam.invalidate_recordset()
        self.assertEqual(self.exam.flags["k"]["flag"], "H")

    def test_device_without_a_code_has_the_limits_of_all(self):
        self.source.range_code = False
        self._measure(5.2)
        self.assertFalse(self.exam.flags["k"]["flag"])

    def test_code_is_proposed_by_the_model_of_the_card_and_kept_when_given(self):
        card = self.env["maintenance.equipment"].sudo().search(
            [("device_model_id", "!=", False), ("using_unit_id", "=", self.hospital.id)], limit=1
        )  # fmt: skip
        self.source.equipment_id = card
        self.assertEqual(self.source.range_code, METHOD)
        self.source.range_code = False
        copy = self.source.copy()
        copy.equipment_id = card
        self.assertEqual(copy.range_code, card.device_model_id.name)

    def test_list_of_ranges_shows_a_code_that_no_device_has(self):
        self.assertEqual(self.range.device_count, 1)
        self.range.device_code = "BC 5380"
        self.assertEqual(self.range.device_count, 0)
