import hashlib
import io

import openpyxl

from odoo.tests import freeze_time, tagged

from odoo.addons.service_ledger.tests.common import TODAY

from .common import LAST_DAY, REASON, HandoverCase


@freeze_time(LAST_DAY)
@tagged("post_install", "-at_install")
class TestServiceHandoverPackage(HandoverCase):
    """What a package holds, and that it can be read without Odoo."""

    def setUp(self):
        super().setUp()
        with freeze_time(TODAY):
            first = self._signed(demand="=HYPERLINK(1)")
            first._correct("写错").result = "好转"
            first.superseded_by_id.action_submit()
            self._signed(person=1, color=40)._void("误登")
            self.entries = first | first.superseded_by_id | self._signed(person=2, color=90)
        self.handover = self._make()
        self.package = self._open(self.handover)
        self.addCleanup(self.package.close)

    def _sheet(self, path, name=None):
        """Rows of a sheet below its title, as dictionaries."""
        book = openpyxl.load_workbook(io.BytesIO(self.package.read(path)))
        _title, labels, *rows = book[name or book.sheetnames[0]].iter_rows(values_only=True)
        return [dict(zip(labels, row, strict=True)) for row in rows]

    def test_files_have_their_places(self):
        names = set(self.package.namelist())
        expected = {"README.txt", "ledger.xlsx", "roster.xlsx", "obligations.xlsx", "lists.xlsx"}
        self.assertLessEqual(expected | {"verify.html", "index.csv", "SHA256SUMS"}, names)
        self.assertIn("ledger/2026-09.pdf", names)
        self.assertEqual(self.handover.file_count, len(names))
        self.assertTrue(all(name.isascii() for name in names))

    def test_ledger_has_all_rows_versions_and_void_ones_too(self):
        rows = self._sheet("ledger.xlsx")
        self.assertEqual([row["No."] for row in rows], [1, 2, 3, 4])
        self.assertEqual(self.handover.row_count, 4)
        states = [row["State"] for row in rows]
        self.assertEqual(sorted(states), ["Corrected", "In the Ledger", "In the Ledger", "Void"])
        corrected = next(row for row in rows if row["State"] == "Corrected")
        later = next(row for row in rows if row["Corrects No."] == corrected["No."])
        self.assertEqual(corrected["Corrected By No."], later["No."])
        self.assertEqual(later["Result"], "好转")
        void = next(row for row in rows if row["State"] == "Void")
        self.assertEqual(void["Why Corrected or Void"], "误登")

    def test_text_never_becomes_a_formula(self):
        book = openpyxl.load_workbook(io.BytesIO(self.package.read("ledger.xlsx")))
        cells = [cell for row in book.active.iter_rows() for cell in row]
        self.assertIn("=HYPERLINK(1)", [cell.value for cell in cells])
        self.assertNotIn("f", [cell.data_type for cell in cells])

    def test_photo_of_a_row_is_found_and_leads_back_to_it(self):
        rows, index = self._sheet("ledger.xlsx"), self._index(self.package)
        proofs = {row["File"]: row for row in index if row["File"].startswith("files/")}
        self.assertEqual(len(proofs), 6)
        proved = [row for row in rows if row["Photos"]]
        self.assertEqual(len(proved), 3)
        for row in proved:
            for path in (row["Photos"], row["Signatures"]):
                content = self.package.read(path)
                self.assertEqual(proofs[path]["SHA-256"], hashlib.sha256(content).hexdigest())
                self.assertEqual(int(proofs[path]["Row of ledger.xlsx"]), row["No."])

    def test_roster_and_staff_are_complete(self):
        rows = self._sheet("roster.xlsx")
        self.assertEqual([row["Name"] for row in rows], ["甲", "乙", "丙"])
        self.assertEqual(str(rows[2]["Exit"].date()), "2026-10-31")
        self.assertEqual(self.handover.person_count, 3)
        (staff,) = self._sheet("roster.xlsx", "Staff")
        self.assertEqual(staff["Name"], self.physician.name)

    def test_claims_name_their_row_and_say_why_they_do_not_count(self):
        (row,) = self._sheet("obligations.xlsx")
        self.assertEqual(row["No."], "L25")
        self._owed("therapy", code="L02")
        self.handover.action_build()
        self.handover._try_build()
        self.package = self._open(self.handover)
        claims = self._sheet("obligations.xlsx", "Claims")
        numbers = {row["No."]: row for row in self._sheet("ledger.xlsx")}
        self.assertEqual(len(claims), 2)
        for claim in claims:
            self.assertEqual(numbers[claim["Row of ledger.xlsx"]]["Person"], claim["Person"])

    def test_rulings_and_qualification_are_in_the_lists(self):
        self.env["service.ruling"].with_user(self.manager).create(
            {"project_id": self.project.id, "question": "80分？", "ruling": "平均", "decided_by_name": "中心"}
        )  # fmt: skip
        self.handover.action_build()
        self.handover._try_build()
        self.package = self._open(self.handover)
        (ruling,) = self._sheet("lists.xlsx", "Rulings")
        self.assertEqual(ruling["Ruling"], "平均")
        self.assertEqual(self._sheet("lists.xlsx", "Visits"), [])

    def test_reason_and_maker_stand_in_the_guide_the_manifest_and_on_each_page(self):
        guide = self.package.read("README.txt").decode("utf-8-sig")
        statement = self._manifest(self.package)["statement"]
        for text in (REASON, self.manager.name):
            self.assertIn(text, guide)
            self.assertIn(text, statement.values())
            self.assertIn(text, self.handover._get_mark())
        self.assertTrue(self.package.read("ledger/2026-09.pdf").startswith(b"%PDF"))

    def test_queries_do_not_grow_with_the_rows(self):
        def count():
            self.handover.action_build()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.handover._try_build()
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        with freeze_time(TODAY):
            for color in range(120, 135):
                self._signed(color=color)
        self.assertLessEqual(count(), few + 2)
