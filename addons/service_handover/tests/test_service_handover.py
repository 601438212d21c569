from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.service_ledger.tests.common import TODAY

from .common import LAST_DAY, REASON, HandoverCase


@freeze_time(LAST_DAY)
@tagged("post_install", "-at_install")
class TestServiceHandover(HandoverCase):
    """Making and building a package."""

    def test_package_is_built_by_the_job_and_its_maker_is_told(self):
        handover = self._make(self.coordinator, build=False)
        self.assertEqual(handover.state, "draft")
        with self.assertRaisesRegex(UserError, "not ready"):
            handover.action_download()
        self._run_job()
        self.assertEqual(handover.state, "ready")
        self.assertRegex(handover.manifest_sha256, "^[0-9a-f]{64}$")
        activity = handover.activity_ids
        self.assertEqual(activity.user_id, self.coordinator)
        self.assertIn("ready", activity.summary)
        url = f"/service_handover/{handover.id}/package"
        self.assertEqual(handover.action_download()["url"], url)

    def test_reason_is_asked_for(self):
        for reason in ("", " ", "x"):
            with self.subTest(reason=reason), self.assertRaises(ValidationError):
                self.env["service.handover"].with_user(self.manager).create(
                    {"project_id": self.project.id, "reason": reason}
                )

    def test_reason_and_people_stand_in_the_access_audit(self):
        before = self.env["access.event"].sudo().search([], limit=1, order="id desc").id
        handover = self._make(self.coordinator, build=False)
        with self.env.registry.cursor() as cr:
            events = self.env(cr=cr, su=True)["access.event"]
            event = events.search([("id", ">", before), ("purpose", "=", "handover")], limit=1)
            self.assertEqual(event.reason, REASON)
            self.assertEqual(event.model, "service.member")
            self.assertEqual(event.res_count, 3)
        self.assertTrue(handover)

    def test_nobody_enters_what_the_system_finds_out(self):
        handovers = self.env["service.handover"].with_user(self.manager)
        for name, value in (("state", "ready"), ("manifest_sha256", "0" * 64), ("row_count", 9)):
            with self.subTest(name), self.assertRaises(AccessError):
                handovers.create({"project_id": self.project.id, "reason": REASON, name: value})
        handover = self._make()
        with self.assertRaises(AccessError):
            handover.reason = "another"
        with self.assertRaises(UserError):
            handover.sudo().unlink()

    def test_damaged_photo_stops_it_and_the_form_says_which(self):
        with freeze_time(TODAY):
            entry = self._signed()
        photo = entry.evidence_ids[:1]
        self.env.cr.execute("UPDATE evidence_item SET sha256 = 'x' WHERE id = %s", photo.ids)
        self.env.invalidate_all()
        handover = self._make()
        self.assertEqual(handover.state, "draft")
        self.assertIn("photo.jpg", handover.problem)
        self.assertIn("photo.jpg", handover.activity_ids.summary)
        self.env.cr.execute(
            "UPDATE evidence_item SET sha256 = (SELECT sha256 FROM evidence_item WHERE id = %s) "
            "WHERE id = %s", (photo.id, photo.id),
        )  # fmt: skip

    def test_package_is_built_again_until_it_is_delivered(self):
        handover = self._make()
        former = handover.manifest_sha256
        with freeze_time(TODAY):
            self._signed()
        handover.action_build()
        handover._try_build()
        self.assertEqual(handover.state, "ready")
        self.assertEqual(handover.row_count, 1)
        self.assertNotEqual(handover.manifest_sha256, former)
        self.assertEqual(len(handover.sudo()._get_package_attachment()), 1)
        handover.action_deliver()
        self.assertFalse(handover.activity_ids, "nothing is left to do for it")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            handover.action_build()

    def test_file_is_stored_once_and_moved_not_copied(self):
        handover = self._make()
        attachment = handover.sudo()._get_package_attachment()
        self.assertTrue(attachment.store_fname.endswith(attachment.checksum))
        self.assertEqual(len(attachment.raw), attachment.file_size)
        self.assertEqual(attachment._compute_checksum(attachment.raw), attachment.checksum)

    def test_project_counts_and_opens_its_hand_overs(self):
        handover = self._make()
        project = self.project.with_user(self.viewer)
        self.assertEqual(project.handover_count, 1)
        domain = project.action_open_handovers()["domain"]
        found = self.env["service.handover"].with_user(self.viewer).search(domain)
        self.assertEqual(found, handover)
