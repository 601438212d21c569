from odoo.exceptions import UserError
from odoo.tests import Form

from .stocktake_common import StocktakeCase


class TestEquipmentStocktakeProposal(StocktakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kit = cls._kit()
        cls.piece = cls.kit.part_ids[0].equipment_id

    def _signed(self):
        """Signed: H1 in another place, C1 at the hospital, an unknown tag, the rest missing."""
        stocktake = self._stocktake()
        self._scan(stocktake, self.here, place="仓库")
        self._scan(stocktake, self.at_clinic, place="仓库")
        self._scan(stocktake, "NEW-1", place="仓库")
        self._scan(stocktake, self.elsewhere)
        return self._sign(stocktake)

    def _proposal(self, stocktake, device=None):
        return stocktake.proposal_ids.filtered(
            lambda proposal: proposal.equipment_id == (device or proposal.equipment_id.browse())
        )

    def test_signing_proposes_and_changes_nothing(self):
        stocktake = self._signed()
        kinds = {
            device: self._proposal(stocktake, device).kind
            for device in (self.here, self.at_clinic, self.absent, self.piece)
        }
        self.assertEqual(list(kinds.values()), ["place", "unit", "missing", "missing"])
        self.assertEqual(self._proposal(stocktake).kind, "surplus")
        self.assertEqual((self.here.place, self.at_clinic.using_unit_id), ("一楼", self.clinic))
        self.assertEqual(self.absent.usage_state, "in_use")
        self.assertFalse(self.elsewhere & stocktake.proposal_ids.equipment_id)

    def test_applying_corrects_the_card_and_says_who_did(self):
        proposal = self._proposal(self._signed(), self.here)
        proposal.action_apply()
        self.assertEqual(self.here.place, "仓库")
        self.assertEqual(
            (proposal.state, proposal.decided_by_id), ("applied", self.hospital_officer)
        )
        with self.assertRaisesRegex(UserError, "decided already"):
            proposal.action_apply()

    def test_a_missing_device_is_idle_with_a_task_and_missing_from_its_kit(self):
        stocktake = self._signed()
        for device in (self.absent, self.piece):
            self._proposal(stocktake, device).action_apply()
            self.assertEqual(device.usage_state, "idle")
            self.assertIn("declare the loss", device.activity_ids.summary)
        self.assertEqual(self.kit.part_ids[0].state, "missing")
        self.assertFalse(self.kit.is_complete)

    def _save_transfer(self, action):
        transfers = self.env["equipment.transfer"].with_user(self.hospital_officer)
        return Form(transfers.with_context(**action["context"])).save()

    def test_a_device_at_another_unit_moves_by_a_transfer_with_signatures(self):
        proposal = self._proposal(self._signed(), self.at_clinic)
        action = proposal.action_apply()
        self.assertEqual(proposal.state, "open")
        transfer = self._save_transfer(action)
        self.assertEqual((proposal.state, proposal.transfer_ids), ("applied", transfer))
        self.assertEqual(transfer.line_ids.equipment_id, self.at_clinic)
        self.assertEqual((transfer.from_unit_id, transfer.to_unit_id), (self.clinic, self.hospital))
        self.assertEqual((transfer.kind, transfer.to_place), ("assignment", "仓库"))
        self.assertEqual(self.at_clinic.using_unit_id, self.clinic)

    def test_a_device_handed_over_in_the_meantime_needs_no_second_transfer(self):
        proposal = self._proposal(self._signed(), self.at_clinic)
        self.at_clinic.using_unit_id = self.hospital
        self.assertFalse(proposal.action_apply())
        self.assertEqual((proposal.state, self.at_clinic.place), ("applied", "仓库"))

    def test_a_kit_moves_whole_unless_its_parts_were_found_apart(self):
        stocktake = self._stocktake()
        for number, part in enumerate(self.kit.part_ids):
            self._scan(stocktake, part.equipment_id, unit=self.clinic if number else self.hospital)
        stocktake, pieces = self._sign(stocktake), self.kit.part_ids.equipment_id
        with self.assertRaisesRegex(UserError, "found elsewhere"):
            self._proposal(stocktake, pieces[1]).action_apply()
        together = self._stocktake()
        for piece in pieces:
            self._scan(together, piece, unit=self.clinic)
        proposal = self._proposal(self._sign(together), pieces[0])
        transfer = self._save_transfer(proposal.action_apply())
        self.assertEqual(transfer.line_ids.kit_id, self.kit)
        self.assertEqual(proposal.state, "applied")

    def test_a_part_lent_out_in_its_kit_needs_no_transfer(self):
        stocktake = self._stocktake()
        for number, part in enumerate(self.kit.part_ids):
            self._scan(stocktake, part.equipment_id, unit=self.clinic if number else self.hospital)
        part = self.kit.part_ids[1]
        stray = self._proposal(self._sign(stocktake), part.equipment_id)
        part._lend("村卫生室", False, "盘点时在村卫生室")
        self.assertFalse(stray.action_apply())
        self.assertEqual(stray.state, "applied")

    def test_a_transfer_called_off_leaves_the_proposal_open_again(self):
        proposal = self._proposal(self._signed(), self.at_clinic)
        transfer = self._save_transfer(proposal.action_apply())
        transfer.action_cancel()
        self.assertEqual((proposal.state, bool(proposal.decided_by_id)), ("open", False))
        again = self._save_transfer(proposal.action_apply())
        self.assertEqual(proposal.state, "applied")
        again.unlink()
        self.assertEqual(proposal.state, "open")

    def test_a_transfer_to_somewhere_else_settles_nothing(self):
        proposal = self._proposal(self._signed(), self.at_clinic)
        action = proposal.action_apply()
        action["context"]["default_to_unit_id"] = self._unit(
            "T-01-09", "village_clinic", self.hospital
        ).id
        with self.assertRaisesRegex(UserError, "found"):
            self._save_transfer(action)
        self.assertEqual(proposal.state, "open")

    def test_an_unknown_tag_becomes_a_card_by_its_form(self):
        stocktake = self._signed()
        proposal = self._proposal(stocktake)
        action = proposal.action_apply()
        self.assertEqual(proposal.state, "open")
        cards = self.env["maintenance.equipment"].with_user(self.hospital_officer)
        with Form(cards.with_context(**action["context"])) as form:
            form.name = "多出来的血压计"
        self.assertEqual(form.record.acquisition_method, "surplus")
        self.assertEqual((form.record.org_unit_id, form.record.place), (self.hospital, "仓库"))
        self.assertEqual((proposal.state, proposal.equipment_id), ("applied", form.record))

    def test_a_refusal_needs_its_reason(self):
        proposal = self._proposal(self._signed(), self.here)
        with self.assertRaisesRegex(UserError, "reason"):
            proposal.action_refuse()
        proposal.reason = "已搬回一楼"
        proposal.action_refuse()
        self.assertEqual((proposal.state, self.here.place), ("refused", "一楼"))
        with self.assertRaises(UserError):
            proposal.reason = "别的"

    def test_only_an_officer_of_the_owner_applies(self):
        borrowed = self._device("B1", self.other_hospital, using_unit_id=self.hospital.id)
        proposal = self._proposal(self._signed(), borrowed)
        with self.assertRaisesRegex(UserError, self.other_hospital.name):
            proposal.action_apply()
        self.assertEqual(borrowed.usage_state, "in_use")

    def test_nobody_decides_by_writing(self):
        proposal = self._proposal(self._signed(), self.here)
        with self.assertRaises(UserError):
            proposal.write({"state": "applied"})
