import hashlib
import json

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .report_common import TODAY, ExamReportCase

ABNORMAL = "血压偏高：收缩压 165 mmHg"


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamReport(ExamReportCase):
    def _revoke(self, exam, reason="血压录入有误"):
        dialog = self.env["health.exam.reason"].with_user(self.chief)
        dialog.with_context(**exam.action_revoke()["context"]).create(
            {"reason": reason}
        ).action_confirm()

    def test_reviewed_exam_is_reported_with_number_hash_and_file(self):
        exam = self._report()
        report = exam.report_ids
        self.assertEqual((exam.state, exam.is_complete), ("reported", True))
        self.assertEqual(report.number, f"{exam.exam_number}-R1")
        self.assertEqual(report.signed_by_id, self.chief)
        self.assertEqual(report.seal_state, "sealed")
        self.assertEqual(hashlib.sha256(report.content.encode()).hexdigest(), report.content_hash)
        stored = report.sudo().pdf_id.attachment_id.raw
        self.assertEqual(hashlib.sha256(stored).hexdigest(), report.pdf_sha256)
        content = json.loads(report.content)
        self.assertEqual((content["sbp_left"], content["smoke_id"]), (128, ["1"]))

    def test_report_waits_for_the_evaluation(self):
        exam = self._examine().with_user(self.chief)
        with self.assertRaisesRegex(UserError, "after its final review"):
            exam.action_report()
        exam.action_review()
        with self.assertRaisesRegex(UserError, "choose the evaluation"):
            exam.action_report()
        exam.write({"evaluation_id": self._code("exam_evaluation/2")})
        with self.assertRaisesRegex(UserError, "name the abnormalities"):
            exam.action_report()

    def test_only_a_chief_examiner_reports_and_revokes(self):
        exam = self._review(self._examine())
        with self.assertRaises(AccessError):
            exam.with_user(self.doctor).action_report()
        exam.action_report()
        with self.assertRaises(AccessError):
            exam.with_user(self.doctor)._revoke("想改")

    def test_chief_of_another_hospital_neither_sees_nor_signs(self):
        exam = self._review(self._examine())
        foreign = exam.with_user(self.foreign_chief)
        with self.assertRaises(AccessError):
            foreign.action_report()
        exam.action_report()
        reports = self.env["health.exam.report"].with_user(self.foreign_chief)
        self.assertFalse(reports.search([("exam_id", "=", exam.id)]))
        with self.assertRaises(AccessError):
            exam.report_ids.with_user(self.foreign_chief).read(["content"])
        with self.assertRaises(AccessError):
            foreign._revoke("不是我的")
        with self.assertRaises(AccessError):
            self._print(exam, self.foreign_chief)

    def test_station_reads_no_report(self):
        exam = self._report()
        with self.assertRaises(AccessError):
            exam.report_ids.with_user(self.nurse).read(["content"])

    def test_reported_exam_takes_no_change(self):
        exam = self._report()
        with self.assertRaisesRegex(UserError, "revoke the report"):
            self._change("lab", exam, hgb=140)
        with self.assertRaisesRegex(UserError, "revoke the report"):
            exam.write({"guidance_text": "多喝水"})
        with self.assertRaisesRegex(UserError, "Revoke the report first"):
            exam._void("不要了")

    def test_sealed_report_refuses_change_and_deletion_for_everybody(self):
        report = self._report().report_ids
        for user in (self.chief, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                report.with_user(user).write({"content": "{}"})
            with self.assertRaises(AccessError):
                report.with_user(user).unlink()
        for vals in ({"content": "{}"}, {"version": 7}, {"signed_by_id": self.desk.id}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "sealed"):
                report.sudo().write(vals)
        with self.assertRaisesRegex(UserError, "sealed"):
            report.sudo().unlink()
        with self.assertRaisesRegex(UserError, "sealed"):
            report.sudo().pdf_id.unlink()
        with self.assertRaisesRegex(UserError, "evidence"):
            report.sudo().pdf_id.attachment_id.write({"raw": b"%PDF-1.4 forged"})

    def test_check_of_the_seal_names_what_was_changed_by_sql(self):
        exam = self._report()
        report = exam.report_ids
        self.assertEqual(report._get_seal_breaks(), [])
        self.env.cr.execute(SQL("UPDATE health_exam SET hgb = 90 WHERE id = %s", exam.id))
        self.assertEqual(report._get_seal_breaks(), ["Haemoglobin (g/L)"])
        self.assertEqual(report.action_verify_seal()["params"]["type"], "danger")
        self.env.cr.execute(
            SQL("UPDATE health_exam_report SET number = 'x' WHERE id = %s", report.id)
        )
        self.assertEqual(report._get_seal_breaks(), ["Report number"])

    def test_revoked_report_stays_and_the_next_is_version_two(self):
        exam = self._report()
        self._revoke(exam)
        first = exam.report_ids
        self.assertEqual((exam.state, exam.revoke_reason), ("final", "血压录入有误"))
        self.assertFalse(exam.is_complete)
        self.assertEqual((first.state, first.revoked_by_id), ("revoked", self.chief))
        self._change("nurse", exam, sbp_left=150)
        exam.action_review()
        exam.action_report()
        second = exam.report_ids - first
        self.assertEqual(second.number, f"{exam.exam_number}-R2")
        self.assertEqual(json.loads(first.content)["sbp_left"], 128)
        self.assertEqual(json.loads(second.content)["sbp_left"], 150)
        self.assertEqual(first._get_seal_breaks(), [])
        self.assertNotEqual(first.pdf_sha256, second.pdf_sha256)

    def test_report_is_revoked_with_a_reason_only(self):
        exam = self._report()
        with self.assertRaisesRegex(ValidationError, "Say why"):
            exam._revoke("  ")
        self._revoke(exam)
        with self.assertRaisesRegex(UserError, "No report yet"):
            exam._revoke("再来一次")

    def test_exam_has_one_valid_report(self):
        exam = self._report()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.env["health.exam.report"].with_user(self.chief)._issue(exam)

    def test_printed_are_the_stored_bytes_and_each_print_counts(self):
        exam = self._report()
        report = exam.report_ids
        stored = report.sudo().pdf_id.attachment_id.raw
        self.assertEqual(self._print(exam), stored)
        self.assertEqual(self._print(exam), stored)
        self.assertEqual(report.print_count, 2)
        self.assertEqual(report._get_seal_breaks(), [])

    def test_exam_without_report_and_revoked_report_are_not_printed(self):
        exam = self._review(self._examine())
        with self.assertRaisesRegex(UserError, "No report yet"):
            exam.action_print_report()
        with self.assertRaisesRegex(UserError, "No report yet"):
            self._print(exam)
        exam.action_report()
        self._revoke(exam)
        with self.assertRaisesRegex(UserError, "was revoked"):
            exam.report_ids.action_print()

    def test_first_page_is_in_plain_words_with_the_abnormal_first(self):
        exam = self._review(
            self._examine(sbp_left=165, dbp_left=96),
            evaluation_id="exam_evaluation/2", abnormal_text=ABNORMAL, guidance_text="少吃盐",
        )  # fmt: skip
        exam.action_report()
        [finding] = exam.finding_ids
        pages = self._read_pages(self._print(exam))
        self.assertEqual(len(pages), 5)
        words = pages[0]
        for text in ("韦春花", "血压偏高：收缩压165mmHg", "少吃盐", f"{finding.recheck_date}"):
            self.assertIn(text, words)
        self.assertLess(words.index("血压偏高：收缩压"), words.index("132"))
        numbers = words[words.index("132") - 200 :]
        self.assertLess(numbers.index("165↑"), numbers.index("72"))
        self.assertIn(exam.report_ids.content_hash, pages[-1])
        self.assertIn(self.chief.name.replace(" ", ""), pages[-1])

    def test_every_number_of_the_form_is_printed(self):
        exam = self._report(tc=4.77, waist=83.5, hgb=131)
        text = "".join(self._read_pages(self._print(exam))[1:])
        for value in ("4.77", "83.5", "131", "128/78", "126/76"):
            self.assertIn(value, text)

    def test_every_box_of_the_form_has_its_place_on_paper(self):
        exam = self._report()
        values = exam.report_ids._get_paper_values()
        labels = {
            cell.label
            for page in values["paper"]
            for _code, _name, rows in page
            for row in rows
            for cell in row
        }
        missing = [
            name
            for name in exam._get_code_fields()
            if exam._get_section_of(name) and exam._get_label(name) not in labels
        ]
        self.assertEqual(missing, [])

    def test_many_signed_together_are_drawn_by_the_job_and_printed_as_one_file(self):
        exams = self.env["health.exam"].union(
            *(self._review(self._examine(self._new_elder(name=f"老人{n}"))) for n in range(4))
        )
        exams.action_report()
        reports = exams.report_ids
        self.assertFalse(reports.pdf_id)
        self._enter_test_mode()
        self.env.ref("health_exam.ir_cron_exam_draw").method_direct_trigger()
        self.assertEqual(len(reports.pdf_id), 4)
        pages = self._read_pages(self._print(exams))
        self.assertEqual(len(pages), 4 * 5)
        for number, name in enumerate(exams.mapped("name")):
            self.assertIn(name, pages[number * 5])
        self.assertEqual(set(reports.mapped("print_count")), {1})

    def test_damaged_file_is_not_handed_out(self):
        exam = self._report()
        item = exam.report_ids.sudo().pdf_id
        self.env.cr.execute(
            SQL("UPDATE evidence_item SET sha256 = %s WHERE id = %s", "0" * 64, item.id)
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "damaged"):
            exam.report_ids._print()
        self.assertEqual(exam.report_ids._get_seal_breaks(), ["PDF"])
