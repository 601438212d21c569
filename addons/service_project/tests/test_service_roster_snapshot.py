from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError

from .common import TODAY, ServiceCase


@freeze_time(TODAY)
class TestServiceRosterSnapshot(ServiceCase):
    def setUp(self):
        super().setUp()
        self.snapshots = self.env["service.roster.snapshot"]
        self.early = self._member(self._person("甲样一"))
        self.late = self._member(
            self._person("乙样二"), entry_date="2026-08-15", category_id=self.first.id
        )

    def _counts(self, day):
        rows = self.snapshots.search([("project_id", "=", self.project.id), ("date", "=", day)])
        return {row.category_id: (row.people_count, row.priority_count) for row in rows}

    def test_every_month_that_is_over_is_counted_once_by_category(self):
        self.snapshots._cron_take()
        self.snapshots._cron_take()
        own = self.snapshots.search([("project_id", "=", self.project.id)])
        self.assertEqual(
            sorted({row.date.isoformat() for row in own}),
            ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"],
        )
        self.assertEqual(self._counts("2026-07-31"), {self.plain: (1, 0)})
        self.assertEqual(self._counts("2026-08-31"), {self.plain: (1, 0), self.first: (1, 1)})

    def test_the_last_day_of_the_project_is_counted_too(self):
        with freeze_time("2027-06-16 02:00:00"):
            self.snapshots._cron_take()
        self.assertTrue(self._counts("2027-06-15"))
        self.assertFalse(self._counts("2027-06-30"))

    def test_what_was_counted_stays_whatever_is_entered_later(self):
        self.snapshots._cron_take()
        self._member(self._person("丙样三"))
        self.snapshots._cron_take()
        self.assertEqual(self._counts("2026-10-31")[self.plain], (1, 0))
        self.assertEqual(self.project._get_roster_count(date(2026, 10, 31)), 3)

    def test_nobody_writes_a_count(self):
        self.snapshots._cron_take()
        row = self.snapshots.search([("project_id", "=", self.project.id)], limit=1)
        for attempt in (
            lambda rows: rows.write({"people_count": 767}),
            lambda rows: rows.unlink(),
            lambda rows: rows.copy({"date": "2026-11-01"}),
        ):
            with self.assertRaises(AccessError):
                attempt(row.with_user(self.manager))
        self.assertTrue(row.with_user(self.viewer).read(["people_count"]))

    def test_a_manager_counts_today_a_coordinator_does_not(self):
        self.project.with_user(self.manager).action_take_snapshot()
        self.assertEqual(self._counts("2026-11-21")[self.first], (1, 1))
        with self.assertRaises(AccessError):
            self.project.with_user(self.coordinator).action_take_snapshot()
