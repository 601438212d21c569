from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

from .common import EquipmentCase


class TestEquipmentKit(EquipmentCase):
    def test_the_values_of_the_parts_sum_to_the_kit_price(self):
        values = self.kit_template._split_price()
        self.assertEqual(list(values.values()), [11500.0, 7666.67, 3833.33])
        self.assertEqual(self._kit().value_total, 23000.0)

    @settings(max_examples=60, deadline=None)
    @given(
        price=st.integers(min_value=1, max_value=10**9),
        printed=st.integers(min_value=0, max_value=10**7),
        weights=st.lists(st.integers(1, 10**4), min_size=3, max_size=3),
    )
    def test_any_kit_price_is_shared_out_to_the_fen(self, price, printed, weights):
        printed = min(printed, price)
        template = self.kit_template.new({"price": to_yuan(price)})
        template.line_ids = [
            Command.create({"quantity": 1, "weight": weight}) for weight in weights
        ]
        template.line_ids[0].unit_price = to_yuan(printed)
        values = template._split_price()
        self.assertEqual(sum(to_fen(value) for value in values.values()), price)
        self.assertTrue(all(value >= 0 for value in values.values()))

    def test_printed_prices_above_the_kit_price_are_refused(self):
        with self.assertRaises(ValidationError):
            self.kit_template.line_ids[0].unit_price = 23000.01
            self.kit_template.price = 23000

    def test_a_kit_shows_what_is_missing_lent_and_replaced_and_lives_on(self):
        kit = self._kit()
        self.assertEqual((kit.completeness, kit.is_complete), ("3/3", True))
        bp, scale, _bag = kit.part_ids
        bp._report_missing("下乡途中遗失")
        scale._lend("邻村卫生室", fields.Date.today() + timedelta(30), "普查借用")
        self.assertEqual((kit.completeness, kit.is_complete), ("1/3", False))
        scale._bring_back("已归还")
        new = self._device("NEW")
        place = bp._replace(new, "补配")
        self.assertEqual((bp.state, place.state), ("replaced", "present"))
        self.assertEqual((kit.completeness, new.kit_id), ("3/3", kit))
        self.assertFalse(bp.equipment_id.kit_id)

    def test_what_comes_into_a_kit_is_where_the_kit_is(self):
        kit = self._kit(using_unit_id=self.clinic.id)
        bp, scale, _bag = kit.part_ids
        spare = self._device("NEW", usage_state="idle")
        bp._replace(spare, "屏幕损坏")
        self.assertEqual((spare.using_unit_id, spare.usage_state), (self.clinic, "in_use"))
        scale._lend("邻村卫生室", False, "借用")
        kit.using_unit_id = self.hospital
        self.assertEqual(scale.equipment_id.using_unit_id, self.clinic)
        scale._bring_back("已归还")
        self.assertEqual(scale.equipment_id.using_unit_id, self.hospital)

    def test_a_part_that_was_disposed_of_does_not_come_back(self):
        part = self._kit().part_ids[0]
        part._report_missing("遗失")
        part.equipment_id.sudo().usage_state = "disposed"
        with self.assertRaisesRegex(UserError, "disposed"):
            part._bring_back("找到")

    def test_a_device_of_another_owner_does_not_get_into_the_kit(self):
        kit = self._kit()
        foreign = self._device("F1", self.other_hospital)
        with self.assertRaisesRegex(UserError, self.other_hospital.name):
            kit.part_ids[0]._replace(foreign, "补配")
        self.assertFalse(foreign.kit_id)

    def test_one_device_cannot_be_in_two_kits(self):
        kit, empty = self._kit(), self._kit(filled=False)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            empty.part_ids[0]._fill(kit.part_ids[0].equipment_id)

    def test_a_device_of_another_model_does_not_fit(self):
        kit = self._kit(filled=False)
        with self.assertRaises(ValidationError):
            kit.part_ids[0]._fill(self._device("SC", device_model_id=self.scale_model.id))

    def test_a_kit_inside_itself_is_refused_also_over_a_detour(self):
        outer, inner = self._kit(filled=False), self._kit(filled=False)
        inner.parent_id = outer
        with self.assertRaises(ValidationError):
            outer.parent_id = inner

    def test_its_devices_go_where_the_kit_goes(self):
        kit = self._kit()
        kit.part_ids[0]._lend("邻村", False, "借用")
        kit.with_user(self.hospital_officer).using_unit_id = self.clinic
        units = kit.part_ids.equipment_id.mapped("using_unit_id")
        self.assertEqual(kit.part_ids[1:].equipment_id.using_unit_id, self.clinic)
        self.assertEqual(units, self.hospital | self.clinic)

    def test_a_custodian_sees_the_kit_but_cannot_change_its_parts(self):
        kit = self._kit(using_unit_id=self.clinic.id).with_user(self.custodian)
        self.assertEqual(kit.completeness, "3/3")
        with self.assertRaises(AccessError):
            kit.part_ids[0]._report_missing("想改")

    def test_a_kit_with_devices_is_archived_not_deleted(self):
        with self.assertRaises(UserError):
            self._kit().with_user(self.manager).unlink()
