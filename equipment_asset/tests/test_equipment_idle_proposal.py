from odoo.tests import freeze_time, tagged

from .common import EquipmentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestEquipmentIdleProposal(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.near, cls.supplied = (
            cls._unit(f"T-01-0{number}", "village_clinic", cls.hospital) for number in (2, 3)
        )
        cls.far = cls._unit("T-02-01", "village_clinic", cls.other_hospital)
        cls.idle = cls._device(
            "I-1", cls.county, using_unit_id=cls.clinic.id, effective_date="2026-01-01"
        )
        cls._device("I-2", cls.county, using_unit_id=cls.supplied.id, effective_date="2026-06-01")

    def _find_idle(self, user=None):
        devices = self.env["maintenance.equipment"].with_user(user or self.officer)
        return devices.search([("is_idle", "=", True)])

    def _propose(self, user=None):
        devices = self.env["maintenance.equipment"].with_user(user or self.officer)
        rows = devices._get_reallocation_proposals([("device_model_id", "=", self.bp_model.id)])
        return [(row["equipment_id"], row["to_unit_id"], row["distance"]) for row in rows]

    def test_idle_is_what_was_not_used_for_ninety_days(self):
        self.assertEqual(self._find_idle(), self.idle)
        self.assertEqual((self.idle.is_idle, self.idle.days_unused), (True, 165))
        usages = self.env["equipment.usage"].with_user(self.custodian)
        usage = usages.create({"equipment_id": self.idle.id, "date": "2026-03-17"})
        self.assertFalse(self._find_idle())
        usage.date = "2026-03-16"
        self.assertEqual(self._find_idle(), self.idle)

    def test_a_device_set_idle_is_idle_and_one_in_repair_is_not(self):
        self.idle.usage_state = "repair"
        self.assertFalse(self._find_idle())
        self.idle.write({"usage_state": "idle", "effective_date": "2026-06-14"})
        self.assertEqual(self._find_idle(), self.idle)

    def test_the_nearest_unit_of_the_same_kind_without_the_model_is_proposed(self):
        self.assertEqual(self._propose(), [(self.idle.id, self.near.id, 2)])
        self._device("I-3", self.county, using_unit_id=self.near.id)
        self.assertEqual(self._propose(), [(self.idle.id, self.far.id, 4)])

    def test_no_unit_is_proposed_twice_for_one_model(self):
        second = self._device(
            "I-4", self.county, using_unit_id=self.clinic.id, effective_date="2026-01-02"
        )
        self.assertEqual(
            self._propose(), [(self.idle.id, self.near.id, 2), (second.id, self.far.id, 4)]
        )

    def test_a_device_stays_below_its_owner_and_a_kit_stays_whole(self):
        self.idle.org_unit_id = self.hospital
        self._device("I-5", using_unit_id=self.near.id)
        self.assertEqual(self._propose(), [(self.idle.id, self.hospital.id, 1)])
        kit = self._kit(self.county, using_unit_id=self.clinic.id)
        kit.part_ids.equipment_id.effective_date = "2026-01-01"
        self.assertEqual(len(self._propose()), 1)

    def test_the_list_shows_the_users_own_proposals_only(self):
        proposals = self.env["equipment.idle.proposal"].with_user(self.officer)
        rows = proposals.search(proposals.action_open_proposals()["domain"])
        self.assertIn(self.idle, rows.equipment_id)
        self.assertFalse(rows.with_user(self.stranger).search([("id", "in", rows.ids)]))
        self.assertFalse(self._propose(self.stranger))
