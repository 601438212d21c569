from odoo import Command
from odoo.exceptions import AccessError, UserError

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .common import HealthArchiveCase

NUMBER = "451024195306151230"


class TestHealthArchivePrint(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resident.write({"identity_number": NUMBER, "resident_phone": "13812348000"})
        disease = {"code_id": cls._code("disease", "6").id, "name": "胃癌"}
        cls.archive = cls._archive(
            blood_abo_id=cls._code("blood_abo", "3").id,
            payment_ids=[Command.set([cls._code("payment", "8").id])],
            payment_other="惠民保",
            disease_ids=[Command.create(disease)],
        )
        cls.archive.with_user(cls.sensitive).sensitive_ids = [
            Command.create(
                {"code_id": cls._code("disease", "8").id, "diagnosed_month": "2001-05-01"}
            )
        ]
        cls.archive.work_unit = "村小学"

    def setUp(self):
        super().setUp()
        # the audit writes on a connection of its own
        self.registry_enter_test_mode()

    def _print(self, user, report="form", record=None):
        reports = self.env["ir.actions.report"].with_user(user)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            f"health_archive.health_archive_{report}_report", (record or self.archive).ids
        )
        return "\n".join(read_pages(content))

    def _dialog(self, user, **vals):
        defaults = {"archive_ids": [Command.set(self.archive.ids)]}
        return self.env["health.archive.print"].with_user(user).create(defaults | vals)

    def _asked(self, **vals):
        reason = self.env["resident.reveal.reason"].search([], limit=1)
        return {"with_numbers": True, "reason_id": reason.id, "note": "上门核对"} | vals

    def test_form_shows_answers_names_and_a_masked_number(self):
        text = self._print(self.reader)
        for expected in ("张三丰", "451024********1230", "惠民保", "胃癌", "O型", "138****8000"):
            self.assertIn(expected, text)
        self.assertNotIn(NUMBER, text)

    def test_sensitive_disease_is_printed_for_the_sensitive_group_alone(self):
        self.assertNotIn("2001-05", self._print(self.hospital_doctor))
        self.assertIn("2001-05", self._print(self.sensitive))
        self.assertNotIn("2001-05", self._print(self.hospital_doctor, "full"))

    def test_full_archive_has_cover_form_and_changes(self):
        text = self._print(self.doctor, "full")
        self.assertIn("甲村", text)
        self.assertIn("O型", text)
        self.assertIn("村小学", text)

    def test_whole_number_is_printed_for_a_reason_that_is_recorded(self):
        dialog = self._dialog(self.doctor, **self._asked())
        self.assertTrue(dialog.action_print())
        self.assertIn(NUMBER, self._print(self.doctor, "print", dialog))
        event = self.env["access.event"].search([("purpose", "=", "print")], limit=1)
        self.assertEqual((event.model, event.user_id), ("health.archive", self.doctor))
        self.assertIn("上门核对", event.reason)
        self.assertIn("identity_number", event.field_names)

    def test_whole_number_needs_reason_and_role(self):
        with self.assertRaises(UserError):
            self._dialog(self.doctor, **self._asked(note=" ")).action_print()
        with self.assertRaises(AccessError):
            self._dialog(self.reader, **self._asked()).action_print()
        dialog = self._dialog(self.reader, **self._asked())
        with self.assertRaises(AccessError):
            self._print(self.reader, "print", dialog)

    def test_dialog_without_a_reason_prints_masked_numbers(self):
        dialog = self._dialog(self.reader, content="cover_form")
        dialog.action_print()
        self.assertNotIn(NUMBER, self._print(self.reader, "print", dialog))

    def test_village_is_printed_at_once_up_to_the_limit(self):
        self._archive(self._resident("李四"))
        dialog = self._dialog(self.doctor, archive_ids=False, region_id=self.village.id)
        self.assertEqual(dialog.archive_count, 2)
        text = self._print(self.doctor, "print", dialog)
        self.assertIn("李四", text)
        self.env.ref("health_archive.rule_archives_per_print").value = 1
        with self.assertRaises(UserError):
            dialog.action_print()

    def test_doctor_of_another_village_prints_nothing(self):
        for report in ("cover", "form", "full"):
            with self.subTest(report), self.assertRaises(AccessError):
                self._print(self.stranger, report)
        with self.assertRaises(AccessError):
            self._dialog(self.stranger)
        dialog = self._dialog(self.doctor)
        with self.assertRaises(AccessError):
            self._print(self.stranger, "print", dialog)
        self.assertEqual(
            self._dialog(self.stranger, archive_ids=False, region_id=self.village.id).archive_count,
            0,
        )
