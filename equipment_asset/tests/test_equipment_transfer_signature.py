import base64

from odoo import Command
from odoo.exceptions import ValidationError

from .stocktake_common import SIGNATURE
from .test_equipment_transfer import TransferCase

DRAWN = base64.b64encode(SIGNATURE)


class TestEquipmentTransferSignature(TransferCase):
    def test_a_change_of_the_draft_voids_the_signature_and_says_so(self):
        transfer = self._transfer(self._device("S1"))
        more = self._device("S2")
        for change in (
            {"to_place": "诊室"},
            {"date": "2026-03-01"},
            {"line_ids": [Command.create({"equipment_id": more.id})]},
            {"line_ids": [Command.update(transfer.line_ids[0].id, {"note": "划痕"})]},
            {"line_ids": [Command.delete(transfer.line_ids[0].id)]},
        ):
            # signed by a colleague
            transfer.with_user(self.officer).handover_signature_image = DRAWN
            self.assertTrue(transfer.evidence_ids)
            transfer.write(change)
            self.assertFalse(transfer.evidence_ids, change)
            self.assertIn("please sign again", transfer.message_ids[0].body)
        with self.assertRaisesRegex(ValidationError, "Signature of the giver"):
            transfer.action_hand_over()

    def test_what_is_changed_and_signed_in_one_go_stays_signed_after_the_hand_over(self):
        transfer = self._transfer(self._device("S3"))
        transfer.write({"to_place": "诊室", "handover_signature_image": DRAWN})
        transfer.action_hand_over()
        self._receive(transfer)
        self.assertEqual(
            sorted(transfer.evidence_ids.mapped("requirement_code")),
            ["handover_signature", "receiver_signature"],
        )
