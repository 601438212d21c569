from datetime import date

from odoo import Command
from odoo.tests import freeze_time

from .stocktake_common import StocktakeCase


class TestEquipmentStocktakeTask(StocktakeCase):
    def _tasks(self, stocktake, user=None):
        domain = [("res_model", "=", stocktake._name), ("res_id", "=", stocktake.id)]
        domain.append(("user_id", "=", (user or self.counter).id))
        return self.env["mail.activity"].search(domain)

    @freeze_time("2026-11-20")
    def test_a_counter_gets_a_task_when_the_counting_starts(self):
        stocktake = self._stocktake(start=False)
        self.assertFalse(self._tasks(stocktake))
        stocktake.action_start()
        task = self._tasks(stocktake).with_user(self.counter)
        self.assertEqual(task.date_deadline, date(2026, 11, 22))
        self.assertIn(self.hospital.name, task.summary)

    @freeze_time("2026-11-25")
    def test_a_count_for_a_day_gone_by_is_due_today(self):
        self.assertEqual(self._tasks(self._stocktake()).date_deadline, date(2026, 11, 25))

    def test_it_is_done_when_counting_is_closed_and_comes_back_when_reopened(self):
        stocktake = self._stocktake()
        stocktake.action_close_counting()
        self.assertFalse(self._tasks(stocktake))
        stocktake.action_reopen()
        self.assertEqual(len(self._tasks(stocktake)), 1)
        stocktake.action_cancel()
        self.assertFalse(self._tasks(stocktake))

    def test_it_follows_the_counters_while_they_count(self):
        stocktake = self._stocktake()
        stocktake.counter_ids = [Command.set(self.custodian.ids)]
        self.assertFalse(self._tasks(stocktake))
        self.assertEqual(len(self._tasks(stocktake, self.custodian)), 1)
