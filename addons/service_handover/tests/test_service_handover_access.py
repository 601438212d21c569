from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.org_unit.tests.common import new_users
from odoo.addons.service_ledger.tests.common import TODAY

from .common import LAST_DAY, HandoverCase

NEXT_DAY = "2026-09-21 16:00:01"
"""One second after midnight in China."""


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceHandoverAccess(HandoverCase):
    """Who makes, takes and sees packages; the supplier loses all of it at midnight."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.supplier,) = new_users(
            cls.env, cls._user_vals("ho_supplier", "coordinator", cls.centre)
        )
        cls.assignment = cls.env["service.assignment"].create(
            {"project_id": cls.project.id, "user_id": cls.supplier.id, "role": "coordinator",
             "date_from": "2026-06-16"}
        )  # fmt: skip

    def _sees(self, user, name):
        return self.env[name].with_user(user).search_count([("project_id", "=", self.project.id)])

    def test_receipt_ends_the_access_of_the_supplier_at_midnight(self):
        entry = self._signed(user=self.supplier)
        handover = self._delivered(self.supplier)
        self._sign(handover)
        self._receive(handover)
        self.assertEqual(str(self.assignment.date_to), "2026-09-21")
        self.assertIn(self.supplier.name, handover.ended_access)
        self.assertEqual(self._sees(self.supplier, "service.member"), 3)
        with freeze_time(NEXT_DAY):
            for name in ("service.member", "service.entry", "service.handover", "service.claim"):
                self.assertEqual(self._sees(self.supplier, name), 0, name)
            mine = handover.with_user(self.supplier)
            for call in (mine._check_download, mine.action_download, mine.action_build):
                with self.assertRaises(AccessError):
                    call()
            with self.assertRaises(AccessError):
                entry.evidence_ids.with_user(self.supplier).read(["name"])
            attachment = handover.sudo()._get_package_attachment()
            with self.assertRaises(AccessError):
                attachment.with_user(self.supplier).read(["raw"])

    def test_access_ends_by_its_button_and_says_who_loses_what(self):
        later = self.env["service.assignment"].create(
            {"project_id": self.project.id, "user_id": self.physician.id, "role": "physician",
             "date_from": "2026-12-01"}
        )  # fmt: skip
        dialog = self.env["service.access.end"].with_user(self.manager)
        dialog = dialog.create({"project_id": self.project.id})
        self.assertIn(self.assignment, dialog.assignment_ids)
        self.assertIn(later, dialog.assignment_ids)
        self.assertIn("3 persons", dialog.loss)
        dialog.action_confirm()
        self.assertFalse(later.exists(), "work that never began begins no more")
        self.assertFalse(self.project._get_open_assignments())
        note = self.project.message_ids[:1].body
        self.assertIn(self.supplier.name, note)
        with freeze_time(NEXT_DAY):
            self.assertEqual(self._sees(self.supplier, "service.entry"), 0)

    def test_supplier_ends_nobodys_access(self):
        with self.assertRaises(AccessError):
            self.project.with_user(self.supplier)._end_supplier_access()
        with self.assertRaises(AccessError):
            self.env["service.access.end"].with_user(self.supplier).create(
                {"project_id": self.project.id}
            )

    def test_other_centre_and_physician_make_and_see_none(self):
        handover = self._make()
        for user in (self.stranger, self.physician, self.viewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._make(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                handover.with_user(user).action_download()
        with self.assertRaises(AccessError):
            handover.with_user(self.stranger).read(["state"])
        self.assertEqual(handover.with_user(self.viewer).state, "ready")

    def test_file_of_a_package_is_reached_by_the_download_alone(self):
        handover = self._make()
        attachment = handover.sudo()._get_package_attachment()
        with self.assertRaises(AccessError):
            attachment.with_user(self.manager).read(["datas"])
        with self.assertRaises(AccessError):
            handover.read(["package_file"])

    def test_order_of_who_lost_the_access_meanwhile_is_not_built(self):
        handover = self._make(self.supplier, build=False)
        with freeze_time(LAST_DAY[:4] + "-06-16 02:00:00"):
            self._run_job()
        self.assertEqual(handover.sudo().state, "draft")
        self.assertTrue(handover.sudo().problem)


@tagged("post_install", "-at_install")
class TestServiceHandoverDownload(HandoverCase, HttpCase):
    """The download over HTTP."""

    def test_manager_downloads_what_was_built_and_others_do_not(self):
        with freeze_time(TODAY):
            self._signed()
        handover = self._make()
        url = f"/service_handover/{handover.id}/package"
        self.authenticate("obl_manager", "obl_manager")
        response = self.url_open(url)
        attachment = handover.sudo()._get_package_attachment()
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertIn(f"{handover.cut_off}.zip", response.headers["Content-Disposition"])
        self.assertEqual(response.content, attachment.raw)
        self.authenticate("obl_stranger", "obl_stranger")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url).status_code, 403)
