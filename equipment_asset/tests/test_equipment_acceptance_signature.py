import base64

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form

from .delivery_common import DeliveryCase
from .stocktake_common import SIGNATURE

DRAWN = base64.b64encode(SIGNATURE).decode()


class TestEquipmentAcceptanceSignature(DeliveryCase):
    def _draw(self, acceptance, name):
        with Form(acceptance) as form:
            form[name] = DRAWN

    def test_both_sides_sign_on_the_form_and_it_can_be_sealed(self):
        acceptance = self._acceptance(self._plan("BP-1"), proofs=False)
        self._prove(acceptance, "photo")
        self._draw(acceptance, "receiver_signature_image")
        self._draw(acceptance, "supplier_signature_image")
        self.assertEqual(
            [(item.kind, item.requirement_code) for item in acceptance.evidence_ids[1:]],
            [("signature", "receiver_signature"), ("signature", "supplier_signature")],
        )
        acceptance.action_accept()
        self.assertEqual(acceptance.seal_state, "sealed")

    def test_signing_again_replaces_the_drawing_and_leaves_the_other_side_alone(self):
        acceptance = self._acceptance(self._plan("BP-1"), proofs=False)
        self._draw(acceptance, "supplier_signature_image")
        self._draw(acceptance, "receiver_signature_image")
        self._draw(acceptance, "receiver_signature_image")
        codes = acceptance.evidence_ids.mapped("requirement_code")
        self.assertEqual(sorted(codes), ["receiver_signature", "supplier_signature"])

    def test_nobody_signs_what_is_sealed(self):
        acceptance = self._acceptance(self._plan("BP-1"))
        acceptance.action_accept()
        with self.assertRaises(UserError):
            acceptance.receiver_signature_image = DRAWN
        self.assertTrue(acceptance.receiver_signature_image)

    def test_a_change_before_the_seal_voids_both_signatures_and_says_so(self):
        piece, other = self._plan("BP-1", "BP-2").with_user(self.hospital_officer)
        other._mark_arrived()
        acceptance = self._acceptance(piece, proofs=False)
        self._prove(acceptance, "photo")
        for change in (
            lambda: acceptance.check_ids[0].write({"result": "failed"}),
            lambda: acceptance.check_ids[1].write({"note": "划痕"}),
            lambda: piece.write({"reject_reason": "不开机"}),
            lambda: piece.write({"serial_no": "BP-9"}),
            lambda: acceptance._add_items(other),
            other.action_leave_acceptance,
        ):
            self._sign(acceptance.with_env(self.env))  # by somebody else
            change()
            self.assertEqual(acceptance.evidence_ids.mapped("requirement_code"), ["photo"])
            self.assertIn("please sign again", acceptance.message_ids[0].body)
        with self.assertRaises(ValidationError):
            acceptance.action_accept()

    def test_what_is_changed_and_signed_in_one_go_is_signed(self):
        acceptance = self._acceptance(self._plan("BP-1"))
        with Form(acceptance) as form:
            form.receiver_signature_image = form.supplier_signature_image = DRAWN
            with form.item_ids.edit(0) as piece:
                piece.reject_reason = "不开机"
        codes = acceptance.evidence_ids.mapped("requirement_code")
        self.assertEqual(codes, ["photo", "receiver_signature", "supplier_signature"])
        acceptance.action_accept()
        self.assertEqual(acceptance.item_ids.state, "rejected")

    def test_labels_are_printed_for_the_accepted_devices_and_their_kit(self):
        kit = self.delivery._plan_kits(self.kit_template, 1, self.clinic)
        bp, scale, _bag = self.delivery.item_ids
        bp.serial_no, scale.serial_no = "K-1", "K-2"
        acceptance = self._acceptance(bp | scale)
        delivery = self.delivery.with_user(self.hospital_officer)
        with self.assertRaisesRegex(UserError, "Accept the pieces first"):
            delivery.action_print_labels()
        acceptance.action_accept()
        for document in (delivery, acceptance):
            action = document.action_print_labels()
            wizards = self.env[action["res_model"]].with_user(self.hospital_officer)
            wizard = wizards.with_context(**action["context"]).create({})
            self.assertEqual(wizard.equipment_ids, (bp | scale).equipment_id)
            self.assertEqual((wizard.kit_ids, wizard.label_count), (kit, 3))
