from odoo import fields, models

ACTIVITY = "mail.mail_activity_data_todo"


class EquipmentStocktake(models.Model):
    """Each counter has a task from the start of the counting until it is closed."""

    _inherit = "equipment.stocktake"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "counter_ids"}:
            self._refresh_tasks()
        return result

    def _refresh_tasks(self):
        # sudo: the tasks are the counters', whoever starts or closes the counting
        for stocktake in self.sudo():
            tasks = stocktake.activity_search([ACTIVITY])
            counters = stocktake._get_busy_counters()
            asked = tasks.user_id
            over = tasks.filtered(lambda task, busy=counters: task.user_id not in busy)
            if stocktake.state == "review":
                over.action_feedback()
            else:
                over.unlink()
            for user in counters - asked:
                stocktake._ask_to_count(user)

    def _get_busy_counters(self):
        return self.counter_ids if self.state == "counting" else self.counter_ids.browse()

    def _ask_to_count(self, user):
        self.activity_schedule(
            ACTIVITY,
            date_deadline=max(self.date, fields.Date.context_today(self)),
            summary=self.env._("Count the devices of %(unit)s", unit=self.org_unit_id.name),
            user_id=user.id,
        )
