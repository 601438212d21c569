import io
import json

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools.json import json_default

from .desk_common import make_identity
from .report_common import LAST_YEAR, TODAY, ExamReportCase

PAPER = "health_exam.report_exam_group"
URGENT = {"sbp_left": 186, "dbp_left": 112}


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamGroupReport(ExamReportCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["health.exam"].search([]).sudo()._write_server({"state": "void"})
        cls.village = cls.elder.partner_id.region_id
        cls.number = make_identity()
        cls.elder.partner_id.identity_number = cls.number
        cls.campaign = (
            cls.env["health.exam.campaign"]
            .with_user(cls.desk)
            .create({"name": "那甲村体检", "region_ids": cls.village.ids})
        )

    def _invite(self, *archives):
        self.env["health.exam.appointment"].with_user(self.desk).create(
            [
                {"campaign_id": self.campaign.id, "partner_id": archive.partner_id.id}
                for archive in archives
            ]
        )
        self.campaign.action_start()

    def _come(self, archive, **changed):
        row = self.campaign.appointment_ids.filtered(lambda row: row.archive_id == archive)
        exam = row._make_exams()
        for name in ("nurse", "doctor", "lab", "image"):
            own = {box: value for box, value in changed.items() if self._is_of(name, box)}
            self._fill(exam, name, **own)
            self._finish(exam, name)
        return exam

    def _sign(self, exam, **evaluation):
        self._review(exam, **evaluation).action_report()

    def _hold_campaign(self):
        """Three invited: one is in danger and reported, one well, one stays at home."""
        well, absent = self._new_elder("黄大山", sex="1"), self._new_elder("陆未到")
        self._invite(self.elder, well, absent)
        urgent = self._come(self.elder, **URGENT)
        self._sign(urgent, evaluation_id="exam_evaluation/2", abnormal_text="血压很高")
        self._come(well)
        self.campaign.action_finish()
        return urgent

    def _get_item(self, box):
        items = self.env["health.exam.item"].search([])
        return items.filtered(lambda item: box in item._get_all_field_names())[:1]

    def _make(self, user=None, **vals):
        vals = vals or {"campaign_id": self.campaign.id}
        return self.env["health.exam.group.report"].with_user(user or self.chief).create(vals)

    def _assert_lists(self, report):
        """Each figure is the length of its list; it is opened by a domain that travels as JSON."""
        report.action_show()
        self.assertTrue(report.line_ids)
        for line in report.line_ids:
            action = json.loads(json.dumps(line.action_open(), default=json_default))
            records = self.env[action["res_model"]].with_user(report.env.user)
            self.assertEqual(len(records.search(action["domain"])), line.count, line.key)

    def _counts(self, report):
        return {figure.key: figure.count for figure in report._get_figures()}

    def test_each_figure_of_a_campaign_is_the_length_of_its_list(self):
        self._hold_campaign()
        report = self._make()
        self._assert_lists(report)
        counts = self._counts(report)
        turnout = [counts[key] for key in
                   ("expected", "absent", "registered", "finished", "reported", "complete")]  # fmt: skip
        self.assertEqual(turnout, [3, 1, 2, 2, 1, 1])
        self.assertEqual((counts["070/1"], counts["070/2"]), (1, 1))
        self.assertIn("finding", set(report.line_ids.mapped("section")))
        self.assertIn("task", set(report.line_ids.mapped("section")))

    def test_each_figure_of_a_period_is_the_length_of_its_list(self):
        self._hold_campaign()
        self._report(self._new_elder("韦患者"), fbg=7.9)
        report = self._make(
            org_unit_id=self.hospital.id, date_from="2026-01-01", date_to=TODAY,
            region_ids=self.village.ids,
            package_id=self.env.ref("health_exam.package_elder").id,
        )  # fmt: skip
        self._assert_lists(report)
        counts = self._counts(report)
        self.assertEqual(counts["registered"], 3)
        self.assertNotIn("expected", counts)
        suspected = [key for key in counts if key.startswith("disease/")]
        self.assertTrue(suspected)
        self.assertTrue([key for key in counts if key.startswith("proposed/")])

    def test_refusals_and_critical_values_are_counted(self):
        exam = self._register()
        self._fill(exam, "nurse")
        self.env["health.exam.gap"].with_user(self.lab).create(
            {
                "exam_id": exam.id,
                "item_id": self._get_item("fbg").id,
                "reason_id": self._code("exam_gap_reason/1"),
                "note": "不愿抽血",
            }
        )
        for minutes, late in ((12, False), (44, True)):
            alert = self.env["health.exam.alert"].create(
                {
                    "exam_id": exam.id,
                    "name": f"危急值{minutes}",
                    "section_id": self.env["health.exam.section"].search([], limit=1).id,
                }
            )
            alert._write_server({"state": "answered", "minutes": minutes, "is_late": late})
        report = self._make(org_unit_id=self.hospital.id, date_from=TODAY, date_to=TODAY)
        self._assert_lists(report)
        counts = self._counts(report)
        self.assertEqual(counts["refused"], 1)
        self.assertEqual([counts[f"alert/{key}"] for key in ("all", "in_time", "late", "open")],
                         [2, 1, 1, 0])  # fmt: skip
        self.assertEqual(report._get_call_minutes(), (28, 44))

    def test_year_before_stands_beside(self):
        with freeze_time(f"{LAST_YEAR} 02:00:00"):
            for archive in (self.elder, self._new_elder("去年甲"), self._new_elder("去年乙")):
                self._report(archive, weight=92)
        self._invite(self.elder, self._new_elder("今年丙"))
        for row in self.campaign.appointment_ids:
            exam = self._come(row.archive_id, weight=92 if row.archive_id == self.elder else 60)
            self._sign(exam)
        figures = {figure.key: figure for figure in self._make()._get_figures()}
        self.assertEqual((figures["registered"].count, figures["registered"].before), (2, 3))
        obese = figures["finding/肥胖"]
        self.assertEqual((obese.count, obese.whole, obese.share_text), (1, 2, "50.0%"))
        self.assertEqual((obese.before, obese.before_share_text), (3, "100.0%"))

    def test_scope_of_the_user_limits_figures_and_names(self):
        self._hold_campaign()
        report = self._make(
            self.foreign_chief, org_unit_id=self.hospital.id, date_from=TODAY, date_to=TODAY
        )
        self.assertFalse(any(figure.count for figure in report._get_figures()))
        self.assertFalse(report._get_urgent_rows("report"))
        with self.assertRaisesRegex(UserError, "Nobody was examined"):
            report.action_print()
        with self.assertRaises(AccessError):
            self._make(self.desk)
        with self.assertRaises(AccessError):
            self._make().with_user(self.foreign_chief)._get_figures()

    def test_print_names_the_urgent_with_masked_numbers_and_is_recorded(self):
        exam = self._hold_campaign()
        report = self._make()
        report.action_show()
        self._enter_test_mode()
        reports = self.env["ir.actions.report"].with_user(self.chief)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            PAPER, report.ids
        )
        self.assertEqual(kind, "pdf")
        text = "".join(self._read_pages(content))
        self.assertIn("那甲村体检", text)
        self.assertIn("韦春花", text)
        self.assertIn(f"{self.number[:6]}********{self.number[-4:]}", text)
        self.assertNotIn(self.number, text)
        self.assertNotIn("黄大山", text)
        self.env.cr.execute(
            "SELECT uid FROM access_audit.event WHERE model = 'health.exam'"
            " AND purpose = 'report' AND %s = ANY(res_ids)",
            [exam.id],
        )
        self.assertIn((self.chief.id,), self.env.cr.fetchall())

    def test_spreadsheet_holds_the_figures_and_text_stays_text(self):
        self._hold_campaign()
        self.campaign.with_user(self.desk).name = "=1+1"
        report = self._make()
        self._enter_test_mode()
        book = load_workbook(io.BytesIO(report._get_workbook()))
        figures, persons = book.worksheets
        rows = list(figures.iter_rows(values_only=True))
        self.assertIn("=1+1", [row[1] for row in rows])
        self.assertEqual(figures["B3"].data_type, "s")
        numbers = {row[1]: row[2] for row in rows}
        for figure in report._get_figures():
            self.assertEqual(numbers[figure.label], figure.count)
        self.assertEqual([row[0] for row in persons.iter_rows(values_only=True)][1:], ["韦春花"])

    def test_spreadsheet_is_downloaded_by_who_asked_for_it(self):
        self._hold_campaign()
        report = self._make()
        url = report.action_export()["url"]
        self.chief.password = self.foreign_chief.password = "exam-group-1"
        self.authenticate(self.foreign_chief.login, "exam-group-1")
        self.assertEqual(self.url_open(url).status_code, 404)
        self.authenticate(self.chief.login, "exam-group-1")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))

    def test_campaign_prints_all_its_signed_reports(self):
        self._hold_campaign()
        action = self.campaign.action_print_reports()
        self.assertEqual(action["report_name"], "health_exam.report_health_exam")
        self.assertEqual(len(action["context"]["active_ids"]), 1)
