import io
import zipfile

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.org_unit.tests.common import new_users
from odoo.addons.service_ledger.tests.common import picture

from .common import ROLE, TODAY, ServiceCareCase

LAST_DAY = "2027-06-15 02:00:00"


@tagged("post_install", "-at_install")
class TestServiceHandover(ServiceCareCase):
    """L25 of the template, and health archives in the package."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.health_manager,) = new_users(
            cls.env,
            {
                "login": "vs_health",
                "groups": ROLE + "manager,resident.group_health_reader",
                "org_unit_id": cls.clinic.id,
            },
        )

    def _make(self, user):
        handover = self.env["service.handover"].with_user(user).create(
            {"project_id": self.project.id, "reason": "项目结束移交"}
        )  # fmt: skip
        handover.with_user(1)._try_build()
        self.assertFalse(handover.problem)
        return handover

    def _read(self, handover):
        """``{path: bytes}`` of the stored package."""
        attachment = handover.sudo()._get_package_attachment()
        with zipfile.ZipFile(attachment._full_path(attachment.store_fname)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @freeze_time(LAST_DAY)
    def test_l25_goes_from_nothing_over_claimed_to_met(self):
        self.assertEqual(self._figure("L25").actual, 0)
        handover = self._make(self.coordinator)
        handover.action_deliver()
        self.assertEqual(self._claim("L25").state, "claimed")
        self.assertEqual(self._figure("L25").actual, 0)
        handover._add_evidence("receipt.pdf", b"%PDF-1.4 signed", requirement_code="receipt")
        handover.with_user(self.service_manager)._receive(handover.manifest_sha256)
        self.assertEqual(self._claim("L25").state, "accepted")
        self.assertEqual(self._figure("L25").state, "met")

    @freeze_time(TODAY)
    def test_archives_are_pages_that_need_nothing_but_a_browser(self):
        archive = self._build()
        handover = self._make(self.health_manager)
        self.assertEqual(handover.archive_count, 1)
        page = self._read(handover)["archives/0001.html"].decode()
        for text in (archive.name, handover.reason, self.health_manager.name):
            self.assertIn(text, page)
        self.assertNotRegex(page, r"https?://|src=|href=|<script")

    @freeze_time(TODAY)
    def test_without_a_health_role_the_package_says_that_archives_are_missing(self):
        self._build()
        for user in (self.coordinator, self.service_manager):
            with self.subTest(user.login):
                handover = self._make(user)
                self.assertEqual(handover.archive_count, 0)
                self.assertIn(user.name, handover.missing_parts)
                content = self._read(handover)
                self.assertFalse([name for name in content if name.startswith("archives/")])
                self.assertIn(handover.missing_parts, content["README.txt"].decode("utf-8-sig"))

    @freeze_time(TODAY)
    def test_receipt_says_what_is_missing_in_the_package_whoever_prints_it(self):
        self._build()
        handover = self._make(self.health_manager)
        printed = handover.with_user(self.service_manager)._get_statement()
        self.assertEqual(printed, handover._get_statement())
        self.assertNotIn("health role", str(printed))

    @freeze_time(TODAY)
    def test_package_with_archives_is_not_for_coordinators(self):
        self._build()
        handover = self._make(self.health_manager)
        self.assertTrue(handover.action_download())
        for user in (self.coordinator, self.service_manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                handover.with_user(user)._check_download()
        attachment = handover.sudo()._get_package_attachment()
        with self.assertRaises(AccessError):
            attachment.with_user(self.coordinator).read(["raw"])

    @freeze_time(TODAY)
    def test_events_and_cases_are_listed_with_their_files(self):
        event = self.env["event.event"].with_user(self.coordinator).create(
            {
                "name": "秋季讲座",
                "service_project_id": self.project.id,
                "service_kind": "lecture",
                "date_begin": "2026-11-21 01:00:00",
                "date_end": "2026-11-21 02:00:00",
            }
        )  # fmt: skip
        case = self.env["service.case"].with_user(self.coordinator).create(
            {
                "name": "居家监测",
                "project_id": self.project.id,
                "type_id": self.env["service.case.type"].search([], limit=1).id,
            }
        )  # fmt: skip
        event.sign_in(self.resident.id)
        for number, record in enumerate((event, case)):
            record._add_evidence("a.jpg", picture(10 + number), requirement_code="photo")
        content = self._read(self._make(self.coordinator))
        book = load_workbook(io.BytesIO(content["lists.xlsx"]), read_only=True)
        cells = {
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        }
        self.assertTrue({"秋季讲座", "居家监测", self.resident.name} <= cells)
        files = {name for name in content if name.startswith("files/")}
        self.assertEqual(len(files), 2)
        self.assertTrue(files <= cells)
