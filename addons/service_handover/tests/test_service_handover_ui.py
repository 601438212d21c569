from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.service_ledger.tests.common import TODAY

from .common import HandoverCase


@tagged("post_install", "-at_install")
class TestServiceHandoverUi(HandoverCase, HttpCase):
    @mute_logger("odoo.http")
    def test_centre_files_the_signed_receipt_and_receives(self):
        with freeze_time(TODAY):
            self._signed()
        handover = self._delivered()
        self.start_tour(
            f"/odoo/service.handover/{handover.id}", "service_handover", login="obl_manager"
        )
        self.assertEqual(handover.state, "received")
        self.assertEqual(handover.evidence_ids.requirement_code, "receipt")
