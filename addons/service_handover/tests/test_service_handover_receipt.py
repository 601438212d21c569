import io

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.service_ledger.tests.common import TODAY

from .common import LAST_DAY, HandoverCase

IN_TIME = "2027-07-15 02:00:00"
LATE = "2027-07-16 02:00:00"


@freeze_time(LAST_DAY)
@tagged("post_install", "-at_install")
class TestServiceHandoverReceipt(HandoverCase):
    """Delivery and receipt; L25 from nothing to met, claimed, and refused."""

    def test_hand_over_goes_from_nothing_to_met(self):
        self.assertEqual(self._figure(self.owed).actual, 0)
        handover = self._make(self.coordinator)
        self.assertEqual(self._states(self.owed), {})
        handover.action_deliver()
        self.assertEqual(self._states(self.owed), {"claimed": 1})
        self.assertIn("receipt of the centre", handover.claim_note)
        self._sign(handover)
        with freeze_time(IN_TIME):
            self._receive(handover)
            self.assertEqual(self._figure(self.owed).state, "met")
        self.assertEqual(handover.received_by_id, self.manager)

    def test_delivered_and_never_received_stays_claimed(self):
        self._delivered()
        with freeze_time(LATE):
            self.project._claim_all()
            self.assertEqual(self._states(self.owed), {"claimed": 1})
            self.assertNotEqual(self._figure(self.owed).state, "met")

    def test_received_too_late_never_counts_and_says_why(self):
        self.project.evaluation_days = 10
        handover = self._delivered()
        self._sign(handover)
        with freeze_time("2027-06-26 02:00:00"):
            self._receive(handover)
        self.assertEqual(self._states(self.owed), {"rejected": 1})
        self.assertIn("due until", handover.claim_note)

    def test_package_made_before_the_end_does_not_count(self):
        with freeze_time(TODAY):
            handover = self._delivered()
            self._sign(handover)
            self._receive(handover, end_access=False)
        self.assertEqual(self._states(self.owed), {"rejected": 1})
        self.assertIn("before the last day", handover.claim_note)

    def test_sum_of_another_package_is_refused(self):
        handover = self._delivered()
        self._sign(handover)
        wrong = handover.manifest_sha256[:-1] + (
            "0" if handover.manifest_sha256[-1] != "0" else "1"
        )
        for sha256 in (wrong, handover.manifest_sha256[:63], "x"):
            with self.subTest(sha256), self.assertRaisesRegex(UserError, "not the SHA-256"):
                self._receive(handover, sha256)
        self.assertEqual(handover.state, "delivered")
        spaced = " ".join(handover._get_receipt_sum()).upper()
        self._receive(handover, spaced)
        self.assertEqual(handover.state, "received")

    def test_receipt_has_to_be_signed_and_stays_afterwards(self):
        handover = self._delivered()
        with self.assertRaises(ValidationError):
            self._receive(handover)
        scan = self._sign(handover)
        self._receive(handover)
        with self.assertRaises(UserError):
            scan.unlink()
        with self.assertRaises(UserError):
            self._receive(handover)

    def test_only_the_centre_receives(self):
        handover = self._delivered(self.coordinator)
        self._sign(handover)
        with self.assertRaises(AccessError):
            handover.action_open_receive()
        with self.assertRaises(AccessError):
            handover._receive(handover.manifest_sha256)
        with self.assertRaises(AccessError):
            self._receive(handover, user=self.coordinator)

    def test_only_a_ready_package_is_delivered_and_only_once(self):
        handover = self._make(build=False)
        with self.assertRaises(UserError):
            handover.action_deliver()
        handover._try_build()
        handover.action_deliver()
        with self.assertRaises(UserError):
            handover.action_deliver()

    def test_receipt_names_the_sum_and_the_numbers(self):
        handover = self._delivered()
        report = self.env["ir.actions.report"].with_user(self.manager)
        html, _type = report._render_qweb_html(
            "service_handover.service_handover_receipt_report", handover.ids
        )
        page = html.decode()
        for part in (*handover._get_receipt_sum(), self.manager.name, "3 persons"):
            self.assertIn(part, page)
        printer = report.with_context(force_report_rendering=True)
        pdf, kind = printer._render_qweb_pdf(
            "service_handover.service_handover_receipt_report", handover.ids
        )
        self.assertEqual((pdf[:4], kind), (b"%PDF", "pdf"))
        self.assertEqual(len(PdfReader(io.BytesIO(pdf)).pages), 1, "one sheet is signed")
