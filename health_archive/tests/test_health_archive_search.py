from odoo import Command

from .common import HealthArchiveCase


class TestHealthArchiveSearch(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls._archive()
        cls.other = cls._archive(cls._resident("李四", birth_date="1980-01-01", sex="2"))

    def _find(self, text):
        archives = self.env["health.archive"].with_user(self.doctor)
        return archives.search([("person_search", "=", text)])

    def test_initials_with_birth_year_number_and_name_find_the_person(self):
        for text in ("zsf 1953", "1953 zhangsan", "张三", self.archive.archive_number, "101-00001"):
            with self.subTest(text):
                self.assertEqual(self._find(text), self.archive)

    def test_what_fits_nobody_finds_nobody(self):
        for text in ("zsf 1980", "99999999999999999", "999-99999", "王五"):
            with self.subTest(text):
                self.assertFalse(self._find(text))

    def test_selection_of_an_archive_finds_by_the_same_words(self):
        archives = self.env["health.archive"].with_user(self.doctor)
        self.assertEqual([id_ for id_, _name in archives.name_search("ls 1980")], self.other.ids)


class TestHealthArchiveTimeline(HealthArchiveCase):
    def test_events_come_latest_first_and_dateless_ones_are_left_out(self):
        archive = self._archive(
            self._resident("王五", birth_date="1975-03-01"),
            archive_date="2020-01-01",
            disease_ids=[
                Command.create(
                    {"code_id": self._code("disease", "2").id, "diagnosed_month": "2018-05-01"}
                )
            ],
            surgery_ids=[
                Command.create({"kind": "surgery", "name": "阑尾切除", "date": "2021-03-04"}),
                Command.create({"kind": "surgery", "name": "不记得何时"}),
            ],
        )
        events = archive._get_sorted_timeline()
        self.assertEqual([event.kind for event in events], ["surgery", "archive", "disease"])
        self.assertEqual(events[0].model, "health.archive.event")
