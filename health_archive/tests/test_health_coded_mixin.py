from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import UserError, ValidationError

from .common import HealthArchiveCase

ALLERGIES = st.sets(st.sampled_from("12345"))


class TestHealthCodedMixin(HealthArchiveCase):
    @settings(max_examples=30, deadline=None)
    @given(codes=ALLERGIES)
    def test_none_stands_alone_and_all_else_may_be_combined(self, codes):
        records = self.env["health.code"].union(*(self._code("allergy", code) for code in codes))
        allowed = "1" not in codes or len(codes) == 1
        with self.cr.savepoint() as savepoint:
            if allowed:
                archive = self._archive(allergy_ids=[Command.set(records.ids)])
                self.assertEqual(archive.allergy_ids, records)
            else:
                with self.assertRaisesRegex(ValidationError, "无"):
                    self._archive(allergy_ids=[Command.set(records.ids)])
            savepoint.rollback()
        self.env.invalidate_all()

    def test_code_of_another_list_is_refused(self):
        with self.assertRaises(ValidationError):
            self._archive(blood_abo_id=self._code("blood_rh", "1").id)

    def test_sensitive_code_stands_in_no_ordinary_box(self):
        archive = self._archive()
        for name in ("family_father_ids", "family_child_ids"):
            with self.subTest(name), self.assertRaisesRegex(ValidationError, "严重精神障碍"):
                archive[name] = self._code("family_disease", "8")
        with self.assertRaisesRegex(ValidationError, "结核病"):
            archive.disease_ids = [Command.create({"code_id": self._code("disease", "9").id})]

    def test_unknown_code_is_named_with_its_list(self):
        with self.assertRaisesRegex(UserError, "17"):
            self._code("blood_abo", "17")

    def test_vendor_code_is_mapped_and_an_unmapped_one_keeps_its_meaning(self):
        mapping = self.env["health.code.mapping"]
        system = "区域社区卫生系统"
        self.assertEqual(mapping._map(system, "blood_rh", "1").name, "阳性")
        self.assertEqual(mapping._map("别的系统", "blood_rh", "1").name, "阴性")
        self.assertEqual(mapping._map(system, "marital", "丧偶").code, "3")
        self.assertFalse(mapping._map(system, "marital", "离异了"))
