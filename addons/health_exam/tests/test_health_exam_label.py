import io

from psycopg2.errors import CheckViolation, UniqueViolation
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .desk_common import DeskCase

MILLIMETRE = 72 / 25.4


@tagged("post_install", "-at_install")
class TestHealthExamLabel(DeskCase):
    def _wizard(self, exams, paper="50x30", user=None, **vals):
        wizards = self.env["health.exam.label.print"].with_user(user or self.desk)
        paper = self.env.ref(f"health_exam.label_format_{paper}")
        return wizards.create({"exam_ids": exams.ids, "format_id": paper.id, **vals})

    def _print(self, report, records):
        reports = records.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(f"health_exam.{report}", records.ids)
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content)).pages

    def test_a_label_printer_gets_a_page_for_the_person_and_each_tube(self):
        exam = self._enter()
        pages = self._print("report_exam_label", self._wizard(exam))
        texts = [page.extract_text() for page in pages]
        self.assertEqual(len(texts), 4)
        for text, number in zip(
            texts, [exam.exam_number, *exam.sample_ids.mapped("number")], strict=True
        ):
            self.assertIn("韦春花", text)
            self.assertIn(number, text)
        self.assertEqual(len({label["bars"] for label in self._wizard(exam)._get_labels()}), 4)
        self.assertTrue(pages[0].images)
        self.assertIn("Serum", texts[2])
        box = pages[0].mediabox
        self.assertAlmostEqual(float(box.width), 50 * MILLIMETRE, delta=1)
        self.assertAlmostEqual(float(box.height), 30 * MILLIMETRE, delta=1)

    def test_a_masked_format_hides_the_name(self):
        text = self._print("report_exam_label", self._wizard(self._enter(), "50x30_masked"))[0]
        self.assertIn("韦**", text.extract_text())
        self.assertNotIn("春花", text.extract_text())

    def test_a_sheet_takes_24_labels_and_may_be_begun_before(self):
        exam = self._enter()
        wizard = self._wizard(exam, "a4", copies=20, with_samples=False)
        self.assertEqual(len(self._print("report_exam_label", wizard)), 1)
        wizard.start_position = 6
        pages = self._print("report_exam_label", wizard)
        self.assertEqual(len(pages), 2)
        self.assertAlmostEqual(float(pages[0].mediabox.height), 297 * MILLIMETRE, delta=1)
        self.assertEqual(wizard._get_sheets()[0][0][:2], (140, 37.5))

    def test_paper_of_any_size_is_printed_in_that_size_with_all_on_it(self):
        exam = self._enter()
        formats = self.env["health.exam.label.format"].with_user(self.chief)
        sizes = [
            # label, places, paper given, paper printed, pages for 4 labels
            ((60, 40), (1, 1), (0, 0), (60, 40), 4),
            ((32.5, 19), (2, 1), (70, 0), (70, 19), 2),
            ((40, 25.5), (2, 2), (0, 0), (80, 51), 1),
            ((105, 48), (2, 6), (210, 297), (210, 297), 1),
        ]
        for (width, height), (columns, rows), (page_width, page_height), printed, count in sizes:
            with self.subTest(width=width, height=height):
                paper = formats.create(
                    {
                        "name": f"{width} × {height}",
                        "width": width,
                        "height": height,
                        "columns": columns,
                        "rows": rows,
                        "page_width": page_width,
                        "page_height": page_height,
                        "org_unit_id": self.hospital.id,
                    }
                )
                pages = self._print("report_exam_label", self._wizard(exam, format_id=paper.id))
                self.assertEqual(len(pages), count)
                for page in pages:
                    box = page.mediabox
                    self.assertAlmostEqual(float(box.width), printed[0] * MILLIMETRE, delta=0.5)
                    self.assertAlmostEqual(float(box.height), printed[1] * MILLIMETRE, delta=0.5)
                text = "".join(page.extract_text() for page in pages)
                for number in (exam.exam_number, *exam.sample_ids.mapped("number")):
                    self.assertIn(number, text)

    def test_the_page_of_a_hospital_is_its_default(self):
        formats = self.env["health.exam.label.format"].with_user(self.chief)
        own = formats.create({"name": "本院", "org_unit_id": self.hospital.id, "is_default": True})
        wizards = self.env["health.exam.label.print"]
        self.assertEqual(wizards.with_user(self.desk).create({}).format_id, own)
        default = self.env.ref("health_exam.label_format_50x30")
        self.assertEqual(wizards.with_user(self.other_desk).create({}).format_id, default)
        with self.assertRaises(AccessError):
            own.with_user(self.other_desk).read(["name"])
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            own.copy({"is_default": True})

    def test_impossible_papers_are_refused(self):
        formats = self.env["health.exam.label.format"].with_user(self.chief)
        with self.assertRaisesRegex(ValidationError, "don't fit"):
            formats.create({"name": "太宽", "columns": 4, "width": 60, "page_width": 210})
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            formats.create({"name": "太小", "width": 5})

    def test_the_dialog_takes_the_chosen_exams_and_counts_the_labels(self):
        exam = self._enter()
        wizards = self.env["health.exam.label.print"].with_user(self.desk)
        context = {"active_model": "health.exam", "active_ids": exam.ids}
        with Form(wizards.with_context(**context)) as form:
            self.assertEqual((form.exam_ids.ids, form.label_count), (exam.ids, 4))
            form.with_samples = False
            self.assertEqual(form.label_count, 1)

    def test_nothing_to_print_is_said(self):
        wizard = self._wizard(self._enter(), with_person=False, with_samples=False)
        with self.assertRaisesRegex(UserError, "nothing to print"):
            wizard.action_print()

    def test_exams_of_others_are_not_printed(self):
        exam = self._register(self.stranger, user=self.other_desk)
        with self.assertRaises(AccessError):
            self._wizard(exam)
        chosen = self.env["health.exam.label.print"].with_user(self.desk)
        chosen = chosen.with_context(active_model="health.exam", active_ids=exam.ids)
        self.assertFalse(chosen.create({}).exam_ids)
        with self.assertRaises(AccessError):
            self._print("report_exam_guide", exam.with_user(self.desk))

    def test_the_addresses_of_the_desk_hold_no_person(self):
        exam = self._enter()
        url = self._desk().get_label_url(exam.id)
        self.assertRegex(url, r"^/report/pdf/health_exam\.report_exam_label/\d+$")
        self.assertRegex(self._desk().get_guide_url(exam.id), rf"guide/{exam.id}$")

    def test_the_guide_sheet_leads_through_the_rooms(self):
        exam = self._enter()
        text = self._print("report_exam_guide", exam)[0].extract_text()
        for word in ("韦春花", exam.exam_number, "Station lab", "Serum、Urine", "Nothing to eat"):
            self.assertIn(word, text)
        self.assertNotIn(self.number, text)

    def test_the_list_for_the_village_masks_the_numbers(self):
        campaign = self._campaign([self.elder])
        text = self._print("report_exam_appointment_list", campaign)[0].extract_text()
        self.assertIn("韦春花", text)
        self.assertIn("451024********", text)
        self.assertNotIn(self.number, text)
