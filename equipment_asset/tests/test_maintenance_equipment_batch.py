from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_calibration import CalibrationCase

# Drawn anew for each card, or when and by whom it was written.
DRAWN = {"asset_number", "tag_token", "create_date", "create_uid", "write_date", "write_uid"}
MONEY = st.decimals(0, 10**7, places=3).map(float)
DAYS = st.sampled_from([False, "2019-12-31", "2025-01-01", "2026-06-15"])


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestMaintenanceEquipmentBatch(CalibrationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cards = cls.env["maintenance.equipment"].with_user(cls.officer)
        cls.columns = [
            field.name
            for field in cls.cards._fields.values()
            if field.store and field.column_type and field.name not in DRAWN
        ]

    def _vals(self, number, **vals):
        unit = {"org_unit_id": self.hospital.id, "using_unit_id": self.clinic.id}
        return unit | {"device_model_id": self.bp_model.id, "serial_no": f"B-{number}"} | vals

    def _read(self, cards):
        """What the database holds, without the ids; and the schedules that came along."""
        cards = cards.sudo()
        self.env.flush_all()
        cards.invalidate_recordset()
        schedules = cards.calibration_schedule_ids
        rows = cards.read([name for name in self.columns if name != "id"], load=None)
        due = schedules.read(["kind_id", "start_date", "next_due", "usage_state"], load=None)
        return [{**row, "id": 0} for row in rows], [{**row, "id": 0} for row in due]

    def _create_both_ways(self, vals_list):
        """The rows that ``create`` makes, and those that ``_create_batch`` makes of the same."""
        found = []
        for name in ("create", "_create_batch"):
            with self.env.cr.savepoint() as savepoint:
                cards = getattr(self.cards, name)([{**vals} for vals in vals_list])
                found.append(self._read(cards))
                savepoint.rollback()
        return found

    def test_cards_of_a_list_are_those_that_single_cards_would_be(self):
        lot = {"device_model_id": False, "serial_no": False, "name": "凳子", "quantity": 3}
        one_by_one, at_once = self._create_both_ways(
            [
                self._vals(1, unit_price=1234.565, acquisition_date="2025-03-04"),
                self._vals(2, usage_state="disposed", booking_date="2020-02-29"),
                self._vals(
                    3, device_model_id=self.scale_model.id, place="二楼", owner_user_id=False
                ),
                self._vals(4, **lot, note="<p>旧</p>", unit_price=80),
                self._vals(5, owner_user_id=self.custodian.id, warranty_date="2027-01-01"),
            ]
        )
        self.assertEqual(one_by_one, at_once)

    @settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(MONEY, DAYS, DAYS, st.booleans()), min_size=1, max_size=4))
    def test_their_values_are_the_same_whatever_they_cost_and_whenever_they_came(self, rows):
        one_by_one, at_once = self._create_both_ways(
            [
                self._vals(
                    number,
                    unit_price=price,
                    acquisition_date=acquired,
                    booking_date=booked,
                    fixed_decision="asset" if decided else "threshold",
                    fixed_reason=decided and "成批管理",
                )
                for number, (price, acquired, booked, decided) in enumerate(rows)
            ]
        )
        self.assertEqual(one_by_one, at_once)

    def test_what_is_remembered_of_a_new_card_is_what_the_database_holds(self):
        kit = self._kit(filled=False)
        cards = self.cards._create_batch(
            [self._vals(n, unit_price=0.1 + n / 300, kit_id=kit.id) for n in range(3)]
        ).sudo()
        names = set(self.columns) - {"equipment_properties"}  # an object anew at each reading
        remembered = [{name: card[name] for name in names} for card in cards]
        self.env.flush_all()
        cards.invalidate_recordset()
        self.assertEqual([{name: card[name] for name in names} for card in cards], remembered)
        self.assertEqual(cards.mapped("unit_price"), [0.1, 0.1, 0.11])

    def test_a_list_is_inserted_in_its_order_and_each_card_has_a_tag_and_a_number(self):
        cards = self.cards._create_batch([self._vals(n) for n in range(30)])
        self.assertEqual(cards.mapped("serial_no"), [f"B-{n}" for n in range(30)])
        self.assertEqual(cards.ids, sorted(cards.ids))
        for name in ("tag_token", "asset_number"):
            self.assertEqual(len(set(cards.mapped(name)) - {False}), 30, name)

    def test_a_new_card_appears_where_it_is_linked_to(self):
        self.scale_model.calibration_ids = [
            Command.create({"kind_id": self.compulsory.id, "source": "目录"})
        ]
        card = self.cards._create_batch([self._vals(1, device_model_id=self.scale_model.id)])
        self.assertEqual(card.calibration_schedule_ids.kind_id, self.compulsory)
        self.assertEqual(card.calibration_due, card.calibration_schedule_ids.next_due)
        self.assertFalse(card.kit_part_ids)

    def test_nobody_creates_a_list_of_cards_for_a_unit_out_of_his_scope(self):
        unit = self.stranger.org_unit_id.id
        strange = self._vals(1, org_unit_id=unit, using_unit_id=unit)
        for cards in (self.cards, self.cards.with_user(self.viewer)):
            with self.assertRaises(AccessError):
                cards._create_batch([strange])
