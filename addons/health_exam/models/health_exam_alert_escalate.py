from odoo import api, fields, models
from odoo.fields import Domain

from .health_exam_alert_loop import ACTIVITY

MANAGER = "resident.group_health_manager"


class HealthExamAlert(models.Model):
    """A call that is overdue is escalated, once: to the chief examiners and the unit's managers."""

    _inherit = "health.exam.alert"
    _server_fields = frozenset({"escalated_at"})

    escalated_at = fields.Datetime(
        "Escalated at", readonly=True,
        help="When the chief examiners and the managers were told that nobody had called.",
    )  # fmt: skip

    @api.model
    def _cron_escalate(self, limit=100):
        """Tell of the calls that are overdue for as long as the rule says."""
        domain = self._get_escalated_domain()
        alerts = self.search(domain, order="due_at", limit=limit)
        alerts._escalate()
        remaining = self.search_count(domain)
        self.env["ir.cron"]._commit_progress(len(alerts), remaining=remaining)

    @api.model
    def _get_escalated_domain(self):
        minutes = int(self.env["health.rule"]._get("exam_alert_escalate_minutes"))
        latest = fields.Datetime.subtract(fields.Datetime.now(), minutes=minutes)
        return (
            Domain("state", "=", "open")
            & Domain("escalated_at", "=", False)
            & Domain("due_at", "<=", latest)
        )

    def _escalate(self):
        chiefs, managers = self._get_chiefs(), self._get_managers()
        none = self.env["res.users"]
        for alert in self:
            unit = alert.org_unit_id
            told = chiefs.get(unit, none) | managers[unit]
            alert._tell(told.filtered(lambda user, a=alert: a.with_user(user).has_access("read")))
        self._write_server({"escalated_at": fields.Datetime.now()})

    def _tell(self, users):
        """An activity each and one message, which name neither the person nor the value."""
        for user in users:
            told = self.with_context(lang=user.lang, mail_activity_quick_update=True)
            told.activity_schedule(ACTIVITY, user_id=user.id, summary=told._get_overdue_text())
        text = self.with_context(lang=users[:1].lang)._get_overdue_text()
        self.message_post(
            body=text,
            subject=text,
            partner_ids=users.partner_id.ids,
            # what the record is called says the value
            force_record_name=self.exam_number,
        )

    def _get_overdue_text(self):
        return self.env._(
            "Overdue: critical value in exam %s, nobody has been called yet", self.exam_number
        )

    def _get_managers(self):
        """``{unit: its managers}``; of a unit without one those of the next unit above that has."""
        group = self.env.ref(MANAGER)
        above = {
            unit: [*map(int, unit.parent_path.split("/")[-2::-1])] for unit in self.org_unit_id
        }
        # sudo: who manages a unit is no secret in it
        users = self.env["res.users"].sudo()
        unit_ids = {unit_id for line in above.values() for unit_id in line}
        own = [("all_group_ids", "in", group.ids), ("org_unit_id", "in", list(unit_ids))]
        found = users.search(own).grouped(lambda user: user.org_unit_id.id)
        return {
            unit: next((found[unit_id] for unit_id in line if unit_id in found), users.browse())
            for unit, line in above.items()
        }
