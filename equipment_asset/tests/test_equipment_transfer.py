import base64
import io

from PIL import Image
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from odoo.addons.evidence.tests.common import make_photo

from .common import EquipmentCase


class TransferCase(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls._user("keeper", "officer", cls.other_hospital)
        cls.photo = make_photo((200, 100))

    def _transfer(self, items, to_unit=None, user=None, **vals):
        """Draft of the hospital's officer, to its clinic."""
        name = "kit_id" if items._name == "equipment.kit" else "equipment_id"
        return (
            self.env["equipment.transfer"]
            .with_user(user or self.hospital_officer)
            .create(
                {
                    "org_unit_id": items.org_unit_id.id,
                    "from_unit_id": items.using_unit_id.id,
                    "to_unit_id": (to_unit or self.clinic).id,
                    "line_ids": [Command.create({name: item.id}) for item in items],
                }
                | vals
            )
        )

    def _hand_over(self, transfer):
        transfer._add_evidence("交.jpg", self.photo, requirement_code="handover_signature")
        transfer.action_hand_over()

    def _receive(self, transfer, user=None):
        transfer = transfer.with_user(user or self.custodian)
        transfer._add_evidence("接.jpg", self.photo, requirement_code="receiver_signature")
        transfer.action_receive()

    def _gratis(self, items):
        return self._transfer(items, self.other_hospital, self.officer, kind="gratis")


class TestEquipmentTransfer(TransferCase):
    def test_a_device_goes_to_the_clinic_and_its_custodian(self):
        device = self._device("T1", usage_state="idle")
        transfer = self._transfer(device, to_user_id=self.custodian.id, to_place="诊室")
        self._hand_over(transfer)
        self.assertEqual(device.using_unit_id, self.hospital)
        self._receive(transfer)
        self.assertEqual((transfer.state, transfer.seal_state), ("done", "sealed"))
        self.assertRecordValues(
            device,
            [
                {
                    "org_unit_id": self.hospital.id,
                    "using_unit_id": self.clinic.id,
                    "owner_user_id": self.custodian.id,
                    "place": "诊室",
                    "usage_state": "in_use",
                }
            ],
        )

    def test_the_transfer_is_numbered_and_sends_the_receiver_a_task(self):
        transfer = self._transfer(self._device("T2"), to_user_id=self.custodian.id)
        self.assertRegex(transfer.name, r"^DB\d{4}-\d{4}$")
        self._hand_over(transfer)
        self.assertEqual(transfer.activity_ids.user_id, self.custodian)
        self._receive(transfer)
        self.assertFalse(transfer.activity_ids)

    def test_both_hands_have_to_sign(self):
        transfer = self._transfer(self._device("T3"))
        with self.assertRaisesRegex(ValidationError, "Signature of the giver"):
            transfer.action_hand_over()
        self._hand_over(transfer)
        with self.assertRaisesRegex(ValidationError, "Signature of the receiver"):
            transfer.with_user(self.custodian).action_receive()

    def test_a_signature_drawn_on_the_screen_is_evidence_and_may_be_drawn_again(self):
        transfer = self._transfer(self._device("T4"))
        for color in ("black", "blue"):
            transfer.handover_signature_image = self._drawing(color)
        self.assertEqual(transfer.evidence_ids.mapped("requirement_code"), ["handover_signature"])
        self.assertEqual(transfer.evidence_ids.kind, "signature")
        self.assertTrue(transfer.handover_signature_image)
        transfer.action_hand_over()

    def _drawing(self, color):
        output = io.BytesIO()
        Image.new("RGB", (300, 100), color).save(output, "PNG")
        return base64.b64encode(output.getvalue())

    def test_who_handed_over_cannot_confirm_the_receipt(self):
        transfer = self._transfer(self._device("T5"))
        self._hand_over(transfer)
        with self.assertRaisesRegex(UserError, "another person"):
            self._receive(transfer, self.hospital_officer)

    def test_only_the_receiving_unit_confirms(self):
        transfer = self._transfer(
            self._device("T6", using_unit_id=self.clinic.id), self.hospital, self.officer
        )
        self._hand_over(transfer)
        with self.assertRaises(AccessError):
            transfer.with_user(self.custodian).action_receive()
        self._receive(transfer, self.hospital_officer)
        self.assertEqual(transfer.state, "done")

    def test_a_viewer_cannot_confirm(self):
        transfer = self._transfer(self._device("T7"))
        self._hand_over(transfer)
        transfer._add_evidence("接.jpg", self.photo, requirement_code="receiver_signature")
        with self.assertRaises(AccessError):
            transfer.with_user(self.viewer).action_receive()

    def test_a_unit_outside_the_scope_is_refused_in_words(self):
        with self.assertRaisesRegex(AccessError, "not among your units"):
            self._transfer(
                self._device("T8"), self.other_hospital, kind="loan", return_date="2099-1-1"
            )

    def test_a_device_outside_the_scope_is_refused_and_not_told(self):
        device = self._device("GEHEIM-1", self.other_hospital)
        with self.assertRaises(AccessError) as refusal:
            self._transfer(
                device,
                org_unit_id=self.hospital.id,
                from_unit_id=self.hospital.id,
            )
        self.assertNotIn("GEHEIM", str(refusal.exception))
        self.assertNotIn(device.name, str(refusal.exception))

    def test_a_disposed_device_is_refused(self):
        device = self._device("T9", usage_state="disposed", scrap_date="2026-01-31")
        with self.assertRaisesRegex(UserError, "2026-01-31"):
            self._transfer(device)

    def test_a_device_is_in_one_open_transfer_only(self):
        device = self._device("T10")
        first = self._transfer(device)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._transfer(device)
        first.action_cancel()
        self.assertEqual(self._transfer(device).state, "draft")

    def test_one_paper_takes_the_devices_of_one_owner_from_one_unit(self):
        there = self._device("T11", using_unit_id=self.clinic.id)
        transfer = self._transfer(self._device("T12"))
        with self.assertRaisesRegex(UserError, "used by"):
            transfer.line_ids = [Command.create({"equipment_id": there.id})]

    def test_a_part_leaves_its_kit_first(self):
        kit = self._kit()
        with self.assertRaisesRegex(UserError, "take it out of the kit"):
            self._transfer(kit.part_ids[0].equipment_id)

    def test_a_kit_takes_its_present_parts_along(self):
        kit = self._kit()
        kit.part_ids[0]._report_missing("遗失")
        transfer = self._transfer(kit)
        self._hand_over(transfer)
        self._receive(transfer)
        missing, *present = kit.part_ids.mapped("equipment_id")
        self.assertEqual(missing.using_unit_id, self.hospital)
        self.assertEqual({device.using_unit_id for device in present}, {self.clinic})
        self.assertEqual(transfer.line_ids.device_ids.ids, [device.id for device in present])
        self.assertEqual((kit.transfer_count, present[0].transfer_count), (1, 1))
        self.assertEqual(missing.transfer_count, 0)

    def test_after_the_hand_over_nothing_can_be_changed(self):
        transfer = self._transfer(self._device("T13"))
        self._hand_over(transfer)
        for change in ({"to_place": "别处"}, {"line_ids": [Command.clear()]}):
            with self.assertRaisesRegex(UserError, "handed over"):
                transfer.write(change)
        with self.assertRaises(UserError):
            transfer.unlink()

    def test_the_receiver_signs_and_writes_nothing_else(self):
        transfer = self._transfer(self._device("T14")).with_user(self.custodian)
        with self.assertRaises(AccessError):
            transfer.to_place = "别处"
        with self.assertRaises(AccessError):
            transfer.line_ids.write({"note": "好"})

    def test_the_process_cannot_be_forged(self):
        transfer = self._transfer(self._device("T15"))
        with self.assertRaises(AccessError):
            transfer.state = "done"
        with self.assertRaises(AccessError):
            self._transfer(self._device("T16"), state="done")
        forged = transfer.with_context(default_state="done").copy({"line_ids": False})
        self.assertEqual(forged.state, "draft")

    def test_a_signed_transfer_is_sealed_also_its_rows(self):
        transfer = self._transfer(self._device("T17"))
        self._hand_over(transfer)
        self._receive(transfer)
        with self.assertRaises(UserError):
            transfer.sudo().to_place = "别处"
        with self.assertRaises(UserError):
            transfer.sudo().line_ids.note = "坏"
        self.assertEqual(transfer.action_verify_seal()["params"]["type"], "success")

    def test_a_changed_seal_is_found(self):
        transfer = self._transfer(self._device("T18"), reason="原因")
        self._hand_over(transfer)
        self._receive(transfer)
        self.env.cr.execute(
            "UPDATE equipment_transfer SET reason = '改' WHERE id = %s", [transfer.id]
        )
        self.assertEqual(transfer.action_verify_seal()["params"]["type"], "danger")

    def test_a_correction_takes_the_device_back_and_gives_its_reason(self):
        device = self._device("T19")
        transfer = self._transfer(device)
        self._hand_over(transfer)
        self._receive(transfer)
        wizard = self.env["equipment.transfer.correction"].with_user(self.hospital_officer)
        wizard = wizard.create({"transfer_id": transfer.id, "reason": "送错单位"})
        correction = transfer.browse(wizard.action_correct()["res_id"])
        self.assertEqual(correction.supersede_reason, "送错单位")
        self.assertEqual(correction.line_ids.equipment_id, device)
        self._hand_over(correction.with_user(self.hospital_officer))
        self._receive(correction, self.officer)
        self.assertEqual(device.using_unit_id, self.hospital)
        self.assertEqual(transfer.seal_state, "superseded")

    def test_a_correction_called_off_leaves_the_transfer_valid_and_correctable(self):
        transfer = self._transfer(self._device("T29"))
        self._hand_over(transfer)
        self._receive(transfer)
        officer = transfer.with_user(self.hospital_officer)
        officer._correct("送错单位").action_cancel()
        self.assertEqual(transfer.seal_state, "sealed")
        self.assertEqual(transfer.action_verify_seal()["params"]["type"], "success")
        again = officer._correct("确实送错")
        self.assertEqual((transfer.seal_state, again.supersedes_id), ("superseded", transfer))

    def test_owner_giver_and_receiver_see_it_and_nobody_else(self):
        transfer = self._transfer(self._device("T20"))
        for user, seen in (
            (self.hospital_officer, True),
            (self.custodian, True),
            (self.viewer, True),
            (self.keeper, False),
            (self.stranger, False),
        ):
            for records in (transfer, transfer.line_ids):
                found = records.with_user(user).search([("id", "in", records.ids)])
                self.assertEqual(bool(found), seen, user.login)

    def test_a_custodian_outside_the_unit_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot be its custodian"):
            self._transfer(self._device("T21"), to_user_id=self.keeper.id)

    def test_devices_selected_in_the_list_open_a_filled_form(self):
        devices = self._device("T22") | self._device("T23")
        action = devices.with_user(self.hospital_officer).action_open_transfer()
        model = self.env["equipment.transfer"].with_user(self.hospital_officer)
        form = Form(model.with_context(**action["context"]))
        form.to_unit_id = self.clinic
        transfer = form.save()
        self.assertEqual(transfer.line_ids.equipment_id, devices)
        self.assertEqual(transfer.from_unit_id, self.hospital)

    def test_devices_of_two_units_do_not_go_on_one_form(self):
        devices = self._device("T24") | self._device("T25", self.other_hospital)
        with self.assertRaisesRegex(UserError, "one owner"):
            devices.action_open_transfer()
