"""The story of an elder on an exam day: registered, five stations, reviewed, reported, counted."""

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.device_message.tools.message import Arrival
from odoo.addons.health_exam.tests.desk_common import DeskCase
from odoo.addons.health_exam.tests.exam_common import NORMAL

SENDER = "BIOCHEM|FLOW-01"
NUMBERS = {
    "hgb": ("g/L", 128), "wbc": ("10*9/L", 6.2), "plt": ("10*9/L", 210), "alt": ("U/L", 22),
    "ast": ("U/L", 24), "tbil": ("umol/L", 12), "crea": ("umol/L", 66), "urea": ("mmol/L", 5.2),
    "fbg": ("mmol/L", 7.6), "tc": ("mmol/L", 4.6), "tg": ("mmol/L", 1.2), "ldl": ("mmol/L", 2.6),
    "hdl": ("mmol/L", 1.4),
}  # fmt: skip
"""``{item: (unit, number)}`` as the laboratory's device sends them; the glucose is high."""
URINE = ("urine_pro", "urine_glu", "urine_ket", "urine_bld")
YEAR = "2026-01-01", "2026-12-31"


@tagged("standard", "post_install", "-at_install")
@freeze_time("2026-11-20 02:00:00")
class TestFlowExam(DeskCase):
    def test_from_the_identity_card_to_the_archive(self):
        exam = self.register_by_card()
        self.take_samples(exam)
        self.measure(exam, sbp_left=165, dbp_left=95)
        self.receive_results(exam)
        self.assertEqual(exam.sudo().state, "station_done")

        report = self.review_and_report(exam)
        self.assertEqual(report.number, f"{exam.exam_number}-R1")
        self.assertEqual(report._get_seal_breaks(), [])
        self.assertTrue(report.pdf_sha256)
        self.assertEqual(self.get_proposed_diseases(exam), {"2", "3"})

        exam.with_user(self.chief).action_sync()
        self.assertEqual(exam.sudo().state, "synced")
        self.assertEqual(self.get_measured(exam), {"sbp": 165, "dbp": 95, "fbg": 7.6, "hgb": 128})
        self.assertEqual(self.get_counted(), exam)

    def register_by_card(self):
        shown = self._find(self.number, user=self.desk)["person"]
        chosen = [row["id"] for row in shown["packages"] if row["chosen"]]
        answer = self._desk().register(self.person.id, chosen)
        exam = self.env["health.exam"].browse(answer["person"]["exam"]["id"])
        self.assertEqual(len(exam.work_ids), len(NORMAL))
        return exam

    def take_samples(self, exam):
        """The laboratory asks for the name, the second mark beside the number on the tube."""
        self.assertTrue(exam.sample_ids)
        for sample in exam.sample_ids:
            sample.with_user(self.lab)._take("name")

    def measure(self, exam, **changed):
        """What no device sends is entered by the nurse, the doctor, and who makes images."""
        for name in ("nurse", "doctor", "image"):
            own = {box: value for box, value in changed.items() if self._is_of(name, box)}
            self._fill(exam, name, **own)
            self._finish(exam, name)

    def receive_results(self, exam):
        """All numbers of the laboratory come from its device; nobody types one."""
        self.make_source()
        self.env["device.message"]._receive([self.make_message(exam)])
        self.env["device.result"]._hand_on()
        results = self.env["device.result"].search([("source_id.code", "=", SENDER)])
        self.assertEqual(len(results), len(NUMBERS) + len(URINE))
        self.assertEqual(set(results.mapped("state")), {"delivered"}, results.mapped("fault"))
        self._finish(exam, "lab")

    def make_source(self):
        numbers = [
            {"code": code, "item_code": code, "unit": unit} for code, (unit, _n) in NUMBERS.items()
        ]
        answers = [
            {
                "code": code,
                "item_code": code,
                "value_type": "choice",
                "value_ids": [Command.create({"sent": "-", "value": "－"})],
            }
            for code in URINE
        ]
        self.env["device.source"].create(
            {
                "name": "生化仪",
                "code": SENDER,
                "org_unit_id": self.hospital.id,
                "code_ids": [Command.create(vals) for vals in numbers + answers],
            }
        )

    def make_message(self, exam):
        at = "20261120101500"
        rows = [("NM", code, value, unit) for code, (unit, value) in NUMBERS.items()]
        rows += [("ST", code, "-", "") for code in URINE]
        lines = [
            f"MSH|^~\\&|{SENDER}|S|H|{at}||ORU^R01|1|P|2.3.1||||||UNICODE UTF-8",
            f"PID|1||{self.number}^^^^NI",
            f"OBR|1||{exam.exam_number}-2|CHEM|||{at}",
            *(
                f"OBX|{n}|{kind}|{code}||{value}|{unit}|||||F|||{at}"
                for n, (kind, code, value, unit) in enumerate(rows, 1)
            ),
        ]
        return Arrival("\r".join([*lines, ""]).encode(), "hl7", "192.168.3.15")

    def review_and_report(self, exam):
        reviewed = exam.with_user(self.chief)
        reviewed.action_review()
        reviewed.action_take_suggestion()
        self.assertEqual(reviewed.evaluation_id.code, "2")
        self.assertIn("疑似高血压", reviewed.abnormal_text)
        self.assertIn("疑似糖尿病", reviewed.abnormal_text)
        reviewed.action_report()
        self.assertTrue(reviewed.is_complete)
        return reviewed.report_ids

    def get_proposed_diseases(self, exam):
        findings = exam.with_user(self.chief).finding_ids
        return set(findings.disease_code_id.mapped("code"))

    def get_measured(self, exam):
        rows = self.env["health.measurement"].search(
            [("source_model", "=", "health.exam"), ("source_id", "=", exam.id)]
        )
        values = {row.kind_id.code: row.value for row in rows}
        return {code: values[code] for code in ("sbp", "dbp", "fbg", "hgb")}

    def get_counted(self):
        """The elder's exams behind the rate of managed elders."""
        manager = self._new_user("exam_manager", "resident.group_health_manager")
        indicator = self.env.ref("health_exam.indicator_elder_managed").with_user(manager)
        action = indicator.action_open_records("numerator", self.hospital.id, *YEAR)
        found = self.env["health.exam"].search(action["domain"])
        return found.filtered(lambda exam: exam.archive_id == self.elder)
