from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

ACTIVITY = "mail.mail_activity_data_todo"


class EventEvent(models.Model):
    """How many of those served at a free clinic were looked after, and reminders of the others."""

    _inherit = "event.event"

    tracked_count = fields.Integer("Looked After", compute="_compute_tracked", compute_sudo=True)
    untracked_count = fields.Integer(
        "Not Looked After", compute="_compute_tracked", compute_sudo=True
    )

    @api.depends("registration_ids.tracking_ids", "service_state", "service_kind")
    def _compute_tracked(self):
        rows = self.registration_ids._filter_tracked()
        for event in self:
            states = [row.tracking_state for row in rows if row.event_id == event]
            event.tracked_count = len([state for state in states if state in ("done", "late")])
            event.untracked_count = len(states) - event.tracked_count

    def write(self, vals):
        result = super().write(vals)
        if {"service_state", "date_begin"} & vals.keys():
            self.filtered("service_project_id").registration_ids._claim_anew()
        return result

    @api.readonly
    def action_open_registrations(self):
        """List who was invited and who came."""
        return self._open_registrations([], {"search_default_present": 1})

    @api.readonly
    def action_open_untracked(self):
        """List who was served at this free clinic and not looked after yet."""
        # sudo: the ids of rows that the list shows with the rights of the user
        rows = self.sudo().registration_ids.filtered(
            lambda row: row.tracking_state in ("open", "overdue")
        )
        return self._open_registrations([("id", "in", rows.ids)], {})

    def _open_registrations(self, domain, context):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_event.event_registration_action_service"
        )
        return action | {
            "domain": [("event_id", "=", self.id), *domain],
            "context": {"default_event_id": self.id} | context,
        }

    @api.model
    def _cron_remind_tracking(self):
        """Remind who is responsible of people whose days are over or nearly so; once an event."""
        today = service_today()
        events = self.search(
            Domain("service_kind", "=", "clinic")
            & Domain("service_state", "=", "held")
            & Domain("service_project_id.date_start", "<=", today)
            & Domain("service_project_id.date", ">=", today)
        )
        for event in events:
            event._remind_tracking(today)

    def _remind_tracking(self, today):
        days = self.env["service.rule"]._get("tracking_reminder_days", today)
        rows = self.registration_ids.filtered(
            lambda row: (
                row.tracking_state in ("open", "overdue")
                and (row.tracking_due - today).days <= days
            )
        )
        known = self.activity_ids.filtered(lambda row: row.automated)
        if not rows:
            known.action_feedback()
        elif not known:
            self.activity_schedule(
                ACTIVITY,
                date_deadline=min(rows.mapped("tracking_due")),
                summary=self.env._(
                    "Look after %(count)s people of the free clinic", count=len(rows)
                ),
                user_id=self.user_id.id or self.service_project_id.user_id.id,
            )
