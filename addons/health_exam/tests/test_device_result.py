import base64

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.device_message.tools.message import Arrival

from .exam_common import ExamCase

SENDER = "LIS|TEST-01"
UNITS = {"hgb": "g/L", "fbg": "mmol/L", "tbil": "umol/L", "dbil": "umol/L"}
NUMBER = "451024195304050022"
OTHER = "451024196001010028"


@tagged("post_install", "-at_install")
class TestDeviceResult(ExamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env["device.source"].create(
            {
                "name": "LIS",
                "code": SENDER,
                "org_unit_id": cls.hospital.id,
                "code_ids": [
                    *(
                        Command.create({"code": c, "item_code": c, "unit": u})
                        for c, u in UNITS.items()
                    ),
                    Command.create(
                        {
                            "code": "U-PRO",
                            "item_code": "urine_pro",
                            "value_type": "choice",
                            "value_ids": [Command.create({"sent": "+", "value": "＋"})],
                        }
                    ),
                ],
            }
        )
        cls.control = 0

    def test_the_item_of_a_code_is_chosen_by_the_name_of_its_box(self):
        rows = self.env["device.source.code"].with_context(default_source_id=self.source.id)
        items = dict(rows.with_context(lang="zh_CN")._get_exam_items())
        self.assertTrue(items["fbg"].startswith("空腹血糖"))
        form = Form(rows)
        form.code = "GLU"
        form.exam_item = "fbg"
        row = form.save()
        self.assertEqual((row.item_code, row.exam_item), ("fbg", "fbg"))
        row.item_code = "of_another_addon"
        self.assertFalse(row.exam_item)

    def _send(self, exam, *results, sample=None, name="", number="", at="20261102080000", sex=""):
        """The results of a message about an exam, handed on; each ``(code, value[, status])``."""
        type(self).control += 1
        sample = sample or f"{exam.exam_number}-2"
        lines = [
            f"MSH|^~\\&|{SENDER}|S|H|{at}||ORU^R01|{self.control}|P|2.3.1||||||UNICODE UTF-8",
            f"PID|1||{number}^^^^NI||{name}||{'' if not sex else '19530405'}|{sex}",
            f"OBR|1||{sample}|CHEM|||{at}",
            *(
                f"OBX|{n}|NM|{code}||{value}|{UNITS.get(code, '')}|||||{(rest or ['F'])[0]}|||{at}"
                for n, (code, value, *rest) in enumerate(results, 1)
            ),
        ]
        arrival = Arrival("\r".join([*lines, ""]).encode(), "hl7", "192.168.3.15")
        before = self.env["device.result"].search([], limit=1).id or 0
        self.env["device.message"]._receive([arrival])
        self.env["device.result"]._hand_on()
        return self.env["device.result"].search([("id", ">", before)], order="id")

    def _take_samples(self, exam):
        for sample in exam.sample_ids:
            sample.with_user(self.lab)._take("name")

    def test_results_of_a_sample_that_was_taken_go_into_their_boxes(self):
        exam = self._register()
        self._take_samples(exam)
        results = self._send(exam, ("hgb", 128), ("fbg", 5.61), ("U-PRO", "+"))
        self.assertEqual(set(results.mapped("state")), {"delivered"})
        lab = exam.with_user(self.lab)
        self.assertEqual((lab.hgb, lab.fbg, lab.urine_protein_id.name), (128, 5.6, "＋"))
        self.assertEqual(exam.state, "in_progress")
        self.assertEqual(exam.with_user(self.chief).result_count, 3)

    def test_number_alone_attaches_nothing_until_the_sample_was_taken(self):
        exam = self._register()
        result = self._send(exam, ("hgb", 128))
        self.assertEqual((result.state, result.fault), ("parked", "one_identifier"))
        self.assertFalse(exam.with_user(self.lab).hgb)
        self._take_samples(exam)
        result.sudo()._interpret_again()
        result.sudo()._hand_on_waiting()
        self.assertEqual(result.state, "delivered")
        self.assertEqual(exam.with_user(self.lab).hgb, 128)

    def test_name_that_agrees_is_a_second_identifier(self):
        exam = self._register()
        self.assertEqual(self._send(exam, ("hgb", 128), name="韦^春花").state, "delivered")

    def test_another_persons_name_number_or_sex_is_never_attached(self):
        exam = self._register()
        self._take_samples(exam)
        for wrong in ({"name": "黄^大"}, {"number": OTHER}, {"sex": "M"}):
            with self.subTest(**wrong):
                result = self._send(exam, ("hgb", 128), **wrong)
                self.assertEqual((result.state, result.fault), ("parked", "other_person"))
        self.assertFalse(exam.with_user(self.lab).hgb)

    def test_identity_number_that_agrees_is_a_second_identifier(self):
        self.elder.partner_id.identity_ids = [Command.create({"number": NUMBER})]
        exam = self._register()
        result = self._send(exam, ("hgb", 128), number=NUMBER)
        self.assertEqual(result.state, "delivered")

    def test_void_exam_and_unknown_number_take_nothing(self):
        exam = self._register()
        self._take_samples(exam)
        exam.with_user(self.chief)._void("登记错人")
        self.assertEqual(self._send(exam, ("hgb", 128)).fault, "exam_void")
        wrong = exam.exam_number[:-1] + str((int(exam.exam_number[-1]) + 1) % 10)
        self.assertEqual(self._send(exam, ("hgb", 128), sample=wrong).fault, "nobody")

    def test_device_of_another_hospital_is_not_believed(self):
        exam = self._register()
        self._take_samples(exam)
        other = self.env["org.unit"].search(
            [("kind", "=", "township_hospital"), ("id", "!=", self.hospital.id)], limit=1
        )
        self.source.org_unit_id = other
        self.assertEqual(self._send(exam, ("hgb", 128)).fault, "exam_elsewhere")

    def test_one_impossible_value_keeps_no_other_out(self):
        exam = self._register()
        self._take_samples(exam)
        results = self._send(exam, ("hgb", 900), ("fbg", 5.6))
        self.assertEqual(results.mapped("fault"), ["not_possible", False])
        self.assertEqual(exam.with_user(self.lab).fbg, 5.6)

    def test_value_that_contradicts_another_is_parked_alone(self):
        exam = self._register()
        self._take_samples(exam)
        exam.with_user(self.lab).tbil = 10
        results = self._send(exam, ("dbil", 30), ("hgb", 128))
        self.assertEqual(results.mapped("state"), ["parked", "delivered"])
        self.assertEqual(results[0].fault, "contradiction")
        self.assertEqual((exam.with_user(self.lab).dbil, exam.with_user(self.lab).hgb), (0, 128))

    def test_correction_replaces_and_what_is_older_does_not(self):
        exam = self._register()
        self._take_samples(exam)
        first = self._send(exam, ("hgb", 128))
        corrected = self._send(exam, ("hgb", 118, "C"), at="20261102090000")
        late = self._send(exam, ("hgb", 140), at="20261102070000")
        self.assertEqual(first.state, "replaced")
        self.assertEqual(first.replaced_by_id, corrected)
        self.assertEqual(late.fault, "older")
        self.assertEqual(exam.with_user(self.lab).hgb, 118)

    def test_message_is_stored_so_that_nobody_reads_a_name_in_the_database(self):
        exam = self._register()
        result = self._send(exam, ("hgb", 128), name="韦^春花", number=NUMBER)
        stored = result.message_id.with_context(bin_size=False).sudo().raw
        self.assertNotIn("春花".encode(), base64.b64decode(stored))
        self.assertIn("春花", result.message_id.sudo().raw_text)
        self.assertNotIn(NUMBER, str(result.sudo().read()))
        self.assertNotIn("春花", str(result.sudo().read()))

    def test_chief_sees_the_results_of_his_hospital_and_nobody_writes_one(self):
        exam = self._register()
        self._take_samples(exam)
        result = self._send(exam, ("hgb", 128))
        self.assertEqual(result.with_user(self.chief).value, "128")
        with self.assertRaises(AccessError):
            result.with_user(self.chief).write({"value": "1"})
