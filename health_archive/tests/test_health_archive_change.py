from odoo import Command
from odoo.tests import freeze_time

from .common import HealthArchiveCase


class TestHealthArchiveChange(HealthArchiveCase):
    def test_draft_is_filled_without_noise(self):
        archive = self._archive(active=False)
        archive.work_unit = "村小学"
        self.assertFalse(archive.change_ids)

    @freeze_time("2026-03-01 08:00:00")
    def test_change_says_when_who_what_before_and_since(self):
        archive = self._archive(blood_abo_id=self._code("blood_abo", "5").id)
        archive.blood_abo_id = self._code("blood_abo", "2")
        change = archive.change_ids
        self.assertEqual(str(change.date), "2026-03-01 08:00:00")
        self.assertRecordValues(
            change, [{"user_id": self.doctor.id, "old_value": "不详", "new_value": "B型"}]
        )
        label = archive._get_field_label("blood_abo_id")
        self.assertEqual(change.field_label, label)

    def test_writing_the_same_value_is_no_change(self):
        archive = self._archive(work_unit="村小学")
        archive.work_unit = "村小学"
        self.assertFalse(archive.change_ids)

    def test_boxes_with_several_codes_and_rows_are_noted_in_words(self):
        archive = self._archive()
        archive.allergy_ids = self._code("allergy", "2") | self._code("allergy", "3")
        archive.disease_ids = [Command.create({"code_id": self._code("disease", "2").id})]
        archive.disease_ids.diagnosed_month = "2020-02-01"
        archive.disease_ids.unlink()
        self.assertEqual(
            [(change.old_value, change.new_value) for change in archive.change_ids],
            [
                ("高血压 2020-02", ""),
                ("高血压", "高血压 2020-02"),
                ("", "高血压"),
                ("", "青霉素,磺胺"),
            ],
        )

    def test_change_of_the_person_is_noted_in_the_archive(self):
        archive = self._archive()
        self.resident.with_user(self.doctor).name = "张三峰"
        self.assertRecordValues(
            archive.change_ids,
            [{"model": "res.partner", "old_value": "张三丰", "new_value": "张三峰"}],
        )
