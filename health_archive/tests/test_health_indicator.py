from odoo import fields

from odoo.addons.indicator.tools import Span

from .common import HealthArchiveCase


class TestHealthIndicator(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls._archive()
        today = fields.Date.context_today(cls.archive)
        cls.span = Span.until_today(today.replace(month=1, day=1), today, today)

    def _count(self, name):
        query = self.env.ref(f"health_archive.query_{name}")
        model = self.env[query.model].with_user(self.doctor)
        return model.search_count(query._get_domain(self.span, self.clinic.ids))

    def test_draft_and_closed_archives_are_not_counted(self):
        self._archive(self._resident("李四"), active=False)
        closed = self._archive(self._resident("王五")).with_user(self.hospital_doctor)
        closed._close("3", closed.archive_date)
        self.assertEqual(self._count("archive"), 1)

    def test_archive_counts_as_used_once_something_was_recorded(self):
        self.assertEqual(self._count("archive_used"), 0)
        kind = self.env.ref("health_archive.measurement_kind_sbp")
        self.env["health.measurement"].with_user(self.doctor).create(
            {"archive_id": self.archive.id, "kind_id": kind.id, "value": 130}
        )
        self.assertEqual(self._count("archive_used"), 1)

    def test_village_doctor_sees_the_board_of_his_own_unit(self):
        for user in (self.doctor, self.hospital_doctor, self.manager):
            self.assertTrue(user.has_group("indicator.group_indicator_viewer"))
        self.assertFalse(self.finance.has_group("indicator.group_indicator_viewer"))
