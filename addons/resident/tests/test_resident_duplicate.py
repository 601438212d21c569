from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .merge_common import NUMBERS, MergeCase


@tagged("post_install", "-at_install")
class TestResidentDuplicate(MergeCase):
    def test_same_name_and_birth_date_are_proposed_as_soon_as_saved(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("张三丰", birth_date="1953-06-15")
        self._compare()
        pair = self._pairs(first, second)
        self.assertEqual(pair.signals, "same_name,same_birth,same_place")
        self.assertEqual(pair.score, 70)
        self.assertIn("same name", pair.with_context(lang="en_US").reasons)

    def test_a_name_that_sounds_the_same_is_proposed_in_the_village(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        near = self._resident("章三丰", birth_date="1953-06-15")
        far = self._resident("章叁丰", self.other_clinic, birth_date="1953-06-15")
        self._compare()
        self.assertTrue(self._pairs(first, near))
        self.assertFalse(self._pairs(first, far))

    def test_swapped_day_and_one_wrong_digit_are_near_birth_dates(self):
        first = self._resident("张三丰", birth_date="1953-06-05")
        swapped = self._resident("张三丰", birth_date="1953-05-06")
        digit = self._resident("张三丰", birth_date="1958-06-05")
        other = self._resident("张三丰", birth_date="1961-12-24")
        self._compare()
        self.assertIn("near_birth", self._pairs(first, swapped).signals)
        self.assertIn("near_birth", self._pairs(first, digit).signals)
        self.assertFalse(self._pairs(first, other))

    def test_an_old_document_with_the_number_of_another_is_certain(self):
        first = self._resident("张三丰", identity_number=NUMBERS[0])
        first.identity_ids.active = False
        self.env.flush_all()
        second = self._resident("李四", self.other_clinic, identity_number=NUMBERS[0])
        self._compare()
        self.assertEqual(self._pairs(first, second).score, 100)

    def test_two_people_with_numbers_of_their_own_are_no_pair(self):
        first = self._resident("张三丰", identity_number=NUMBERS[0])
        second = self._resident("张三丰", identity_number=NUMBERS[1])
        self._compare()
        self.assertFalse(self._pairs(first, second))

    def test_same_telephone_and_household_add_up(self):
        household = self.env["resident.household"].create({"org_unit_id": self.clinic.id})
        vals = {"household_id": household.id, "phone": "13800138000"}
        first = self._resident("张三丰", birth_date="1953-06-15", **vals)
        second = self._resident("张三峰", birth_date="1953-08-02", **vals)
        self._compare()
        self.assertEqual(
            self._pairs(first, second).signals,
            "same_pinyin,birth_year,same_phone,same_household,same_place",
        )

    def test_a_pair_goes_when_the_birth_date_is_corrected(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("张三丰", birth_date="1953-06-15")
        self._compare()
        second.birth_date = "1988-11-30"
        self._compare()
        self.assertFalse(self._pairs(first, second))

    def test_different_persons_need_a_reason_and_never_come_back(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("张三丰", birth_date="1953-06-15")
        self._compare()
        pair = self._pairs(first, second).with_user(self.doctor)
        with self.assertRaisesRegex(UserError, pair.display_name):
            pair.action_dismiss()
        pair.dismiss_reason = "twins"
        pair.action_dismiss()
        second.phone = "13800138000"
        self._compare()
        self.assertRecordValues(pair, [{"state": "different", "decided_by_id": self.doctor.id}])
        with self.assertRaises(UserError):
            pair.action_dismiss()
        pair.action_reopen()
        self.assertEqual(pair.state, "open")

    def test_a_pair_across_villages_is_decided_by_the_hospital_alone(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("张三丰", self.other_clinic, birth_date="1953-06-15")
        self._compare()
        pair = self._pairs(first, second)
        self.assertEqual(pair.org_unit_id, self.hospital)
        self.assertTrue(pair.with_user(self.manager).has_access("write"))
        for user in (self.doctor, self.other_doctor, self.clinic_manager, self.finance):
            with self.subTest(user=user.login):
                self.assertFalse(pair.with_user(user).has_access("read"))
        second.resident_unit_id = self.clinic
        self.assertEqual(pair.org_unit_id, self.clinic)
        self.assertTrue(pair.with_user(self.doctor).has_access("read"))

    def test_nobody_enters_a_pair_or_its_decision(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("张三丰", birth_date="1953-06-15")
        self._compare()
        pair = self._pairs(first, second).with_user(self.doctor)
        with self.assertRaises(AccessError):
            pair.write({"state": "different"})
        with self.assertRaises(AccessError):
            pair.create({"partner_a_id": first.id, "partner_b_id": second.id})

    def test_the_search_of_a_township_finds_what_was_entered_by_sql(self):
        first = self._resident("张三丰", birth_date="1953-06-15")
        second = self._resident("李四", self.other_clinic, birth_date="1953-06-15")
        self._compare()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET name = '张三丰', name_pinyin = 'zhangsanfeng' WHERE id = %s",
            [second.id],
        )
        blocks = self.env["resident.duplicate.block"]
        units = blocks._sync_blocks()
        block = blocks.search([("org_unit_id", "=", self.hospital.id)])
        block._search_units(units[self.hospital.id])
        self.assertTrue(self._pairs(first, second))
        self.assertRecordValues(block, [{"resident_count": 2, "pair_count": 1}])
        self.assertTrue(block.searched_at)

    def test_one_warning_stands_in_the_form_while_typing(self):
        self._resident("张三丰", birth_date="1953-06-15")
        partners = self.env["res.partner"].with_user(self.doctor)
        with Form(
            partners.with_context(default_is_resident=True),
            "resident.res_partner_view_form_resident",
        ) as form:
            form.name = "张三丰"
            self.assertFalse(form.duplicate_warning)
            form.birth_date = "1953-06-15"
            self.assertIn("/odoo/residents/", form.duplicate_warning)

    def test_a_number_kept_by_another_unit_is_told_without_a_name(self):
        self._resident("张三丰", self.other_clinic, identity_number=NUMBERS[0])
        partners = self.env["res.partner"].with_user(self.doctor).with_context(lang="en_US")
        typed = partners.new({"name": "张三丰", "is_resident": True, "identity_number": NUMBERS[0]})
        self.assertIn("ask the county", typed.duplicate_warning)
        self.assertNotIn("张三丰", typed.duplicate_warning)
        self.assertNotIn("href", typed.duplicate_warning)
