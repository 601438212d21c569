import io

from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from .test_equipment_transfer import TransferCase


class TestEquipmentTransferKinds(TransferCase):
    def test_an_assignment_stays_with_the_owner(self):
        with self.assertRaisesRegex(ValidationError, "does not belong to the owner"):
            self._transfer(self._device("K1"), self.other_hospital, self.officer)

    def test_another_owner_needs_the_approval_of_a_manager(self):
        transfer = self._gratis(self._device("K2"))
        with self.assertRaisesRegex(UserError, "approv"):
            self._hand_over(transfer)
        transfer.action_request_approval()
        with self.assertRaises(UserError):
            transfer.to_place = "别处"
        with self.assertRaises(UserError):
            transfer.action_approve()
        transfer.with_user(self.manager).action_approve()
        transfer.action_hand_over()
        self._receive(transfer, self.keeper)
        self.assertEqual(transfer.state, "done")

    def test_a_manager_of_the_receiver_alone_does_not_decide(self):
        receiver = self._user("receiver", "manager", self.other_hospital)
        transfer = self._gratis(self._device("K9"))
        transfer.action_request_approval()
        self.assertTrue(transfer.with_user(receiver).has_access("read"))
        with self.assertRaisesRegex(UserError, "not among the approvers"):
            transfer.with_user(receiver).action_approve()

    def test_the_new_owner_gives_a_new_number_and_the_old_one_is_kept(self):
        device = self._device("K3", booking_date="2025-07-01")
        old = device.asset_number
        self._complete_gratis(device)
        self.assertRecordValues(
            device,
            [
                {
                    "org_unit_id": self.other_hospital.id,
                    "using_unit_id": self.other_hospital.id,
                    "former_number": old,
                    "asset_number": "EQ-T-02-000001",
                    "acquisition_method": "transfer",
                }
            ],
        )
        self.assertEqual(str(device.booking_date), "2025-07-01")
        self.assertFalse(device.with_user(self.hospital_officer).search([("id", "=", device.id)]))

    def _complete_gratis(self, items):
        transfer = self._gratis(items)
        transfer.action_request_approval()
        transfer.with_user(self.manager).action_approve()
        self._hand_over(transfer)
        self._receive(transfer, self.keeper)
        return transfer

    def test_a_kit_and_its_parts_are_all_numbered_anew(self):
        kit = self._kit()
        old = {item: item.asset_number for item in [kit, *kit.part_ids.equipment_id]}
        self._complete_gratis(kit)
        for item, number in old.items():
            self.assertEqual(item.org_unit_id, self.other_hospital)
            self.assertEqual(item.former_number, number)
            self.assertRegex(item.asset_number, "^EQ-T-02-")
        self.assertEqual(kit.value_total, 23000.0)

    def test_a_clinic_keeps_no_asset_book_its_hospital_becomes_the_owner(self):
        clinic = self._unit("T-02-01", "village_clinic", self.other_hospital)
        transfer = self._transfer(self._device("K4"), clinic, self.officer, kind="gratis")
        self.assertEqual(transfer.new_owner_id, self.other_hospital)

    def test_a_booked_device_does_not_change_its_owner_on_the_card(self):
        device = self._device("BOOKED", booking_date="2026-01-15")
        with self.assertRaisesRegex(UserError, self.hospital.name):
            device.with_user(self.officer).org_unit_id = self.other_hospital

    def test_a_loan_says_until_when(self):
        with self.assertRaisesRegex(ValidationError, "until when"):
            self._transfer(self._device("K5"), self.other_hospital, self.officer, kind="loan")

    def test_a_loan_comes_back_to_custodian_and_place(self):
        device = self._device("K6", owner_user_id=self.hospital_officer.id, place="设备科")
        vals = {"kind": "loan", "return_date": "2099-12-31", "to_place": "病房"}
        transfer = self._transfer(device, self.other_hospital, self.officer, **vals)
        self._hand_over(transfer)
        self._receive(transfer, self.keeper)
        self.assertEqual((transfer.state, transfer.seal_state), ("received", "sealed"))
        self.assertEqual((device.using_unit_id, device.place), (self.other_hospital, "病房"))
        self.assertEqual(device.org_unit_id, self.hospital)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._transfer(device)
        with self.assertRaises(AccessError):
            transfer.with_user(self.keeper).action_return()
        transfer.with_user(self.hospital_officer).action_return()
        self.assertEqual(transfer.state, "done")
        self.assertRecordValues(
            device,
            [
                {
                    "using_unit_id": self.hospital.id,
                    "owner_user_id": self.hospital_officer.id,
                    "place": "设备科",
                }
            ],
        )
        self.assertEqual(transfer.action_verify_seal()["params"]["type"], "success")
        self.assertEqual(self._transfer(device).state, "draft")

    def test_the_printed_form_names_devices_units_and_the_value(self):
        kit = self._kit()
        transfer = self._transfer(kit, reason="按分配方案")
        self._hand_over(transfer)
        report = self.env["ir.actions.report"].with_user(self.custodian)
        report = report.with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf(
            "equipment_asset.report_equipment_transfer", transfer.ids
        )
        pages = PdfReader(io.BytesIO(content)).pages
        text = "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")
        for word in (transfer.name, self.hospital.name, "23,000.00", "按分配方案"):
            self.assertIn(word, text)
        self.assertEqual(len(pages), 1)
