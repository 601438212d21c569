import io

from pypdf import PdfReader

from odoo.tests import freeze_time, new_test_user

from .exam_common import ExamCase

TODAY, LAST_YEAR = "2026-11-20", "2025-11-18"
PRINT = "health_exam.health_exam_report_print"


@freeze_time(f"{TODAY} 02:00:00")
class ExamReportCase(ExamCase):
    """Exams on their way from the final review to the archive."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env.ref("org_unit.unit_debao_hospital_02")
        cls.foreign_chief = new_test_user(
            cls.env, "exam_foreign_chief", "health_exam.group_exam_chief", org_unit_id=other.id
        )

    def _review(self, exam, **evaluation):
        """``exam`` as the chief examiner has reviewed it."""
        exam = exam.with_user(self.chief)
        exam.action_review()
        exam.write(self._values({"evaluation_id": "exam_evaluation/1"} | evaluation))
        return exam

    def _report(self, archive=None, **changed):
        """An exam that was examined, reviewed and reported."""
        exam = self._review(self._examine(archive, **changed))
        exam.action_report()
        return exam

    def _report_last_year(self, **changed):
        with freeze_time(f"{LAST_YEAR} 02:00:00"):
            return self._report(**changed)

    def _change(self, name, exam, **values):
        """A station writes into a form it had finished."""
        exam.with_user(getattr(self, name)).write(self._values(values))

    def _print(self, exams, user=None):
        self._enter_test_mode()
        reports = self.env["ir.actions.report"].with_user(user or self.chief)
        content, kind = reports._render_qweb_pdf(PRINT, exams.ids)
        self.assertEqual(kind, "pdf")
        return content

    def _enter_test_mode(self):
        """Jobs, and the audit of prints, write on a connection of their own."""
        if not type(self)._registry_patched:
            self.registry_enter_test_mode()

    def _read_pages(self, content):
        """The text of each page, without white space."""
        pages = PdfReader(io.BytesIO(content)).pages
        return ["".join(page.extract_text().split()) for page in pages]
