from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import VISIT, YEAR, IndicatorCase


@freeze_time("2026-04-02")
@tagged("post_install", "-at_install")
class TestIndicatorSnapshot(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["indicator.indicator"].search([("code", "=like", "DEMO%")]).active = False
        cls.visits = cls._query(domain="[('x_date', '!=', period_start)]")
        cls.indicator = cls._indicator(
            unit="percent",
            numerator_id=cls.visits.id,
            denominator_source="query",
            denominator_id=cls._query("All").id,
        )
        for day in ("2026-01-01", "2026-02-01", "2026-04-01"):
            cls._visit(cls.clinic_a, day=day)

    def setUp(self):
        super().setUp()
        # the visits live in this transaction only, which no commit may end
        cron = type(self.env["ir.cron"])
        self.patch(cron, "_commit_progress", lambda self, *args, **kwargs: 60.0)

    def _snapshots(self):
        return self.env["indicator.snapshot"].search([("indicator_id", "=", self.indicator.id)])

    def _take_by_cron(self):
        self.env.ref("indicator.ir_cron_take_snapshots").ir_actions_server_id.run()

    def _of(self, unit):
        return self._snapshots().filtered(lambda row: row.org_unit_id == unit)

    def test_cron_keeps_the_month_that_ended_for_every_unit_once(self):
        self._take_by_cron()
        kept = self._snapshots()
        self.assertRecordValues(
            self._of(self.hospital_1) | self._of(self.clinic_c),
            [
                {"numerator": 1, "denominator": 2, "value": 50, "has_value": True},
                {"numerator": 0, "denominator": 0, "value": 0, "has_value": False},
            ],
        )
        self.assertEqual({str(row.cut_off) for row in kept}, {"2026-03-31"})
        self._take_by_cron()
        self.assertEqual(self._snapshots(), kept)

    def test_snapshot_keeps_its_figure_and_opens_by_its_own_domain(self):
        self._take_by_cron()
        snapshot = self._of(self.bureau).with_user(self.manager)
        self.visits.domain = "[('x_name', '=', 'other')]"
        self._visit(self.clinic_b, day="2026-03-01")
        self.assertEqual(snapshot.numerator, 1)
        action = snapshot.action_open_numerator()
        self.assertEqual(self.env[VISIT].search_count(action["domain"]), 2)
        action = snapshot.action_open_denominator()
        self.assertEqual(self.env[VISIT].search_count(action["domain"]), 3)

    def test_manager_keeps_the_figures_of_today(self):
        action = self.indicator.with_user(self.manager).action_take_snapshot(
            self.hospital_1.id, *YEAR
        )
        rows = self.env["indicator.snapshot"].with_user(self.manager).search(action["domain"])
        units = self.hospital_1 | self.clinic_a | self.clinic_b
        self.assertEqual(rows.org_unit_id, units)
        self.assertEqual({str(row.cut_off) for row in rows}, {"2026-04-02"})
        with self.assertRaises(AccessError):
            self.indicator.with_user(self.county).action_take_snapshot(self.hospital_1.id, *YEAR)

    def test_nobody_enters_or_changes_a_snapshot(self):
        self._take_by_cron()
        snapshot = self._of(self.clinic_a)
        for user in (self.manager, self.env.ref("base.user_admin")):
            own = snapshot.with_user(user)
            for change in (lambda own=own: own.write({"value": 1}), own.unlink, own.copy):
                with self.assertRaises(AccessError):
                    change()

    def test_snapshots_of_others_are_hidden(self):
        self._take_by_cron()
        visible = self._snapshots().with_user(self.township)._filtered_access("read")
        self.assertEqual(visible.org_unit_id, self.hospital_1 | self.clinic_a | self.clinic_b)
        for name in ("action_open_numerator", "action_open_denominator"):
            with self.assertRaises(AccessError):
                getattr(self._of(self.clinic_c).with_user(self.township), name)()

    def test_domain_is_kept_with_plain_dates(self):
        self._take_by_cron()
        text = self._of(self.bureau).numerator_domain
        self.assertIn("('x_date', '!=', '2026-01-01')", text)
        self.assertNotIn("datetime", text)
