from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

STATES = [
    ("valid", "Valid"),
    ("due_soon", "Due soon"),
    ("expired", "Expired"),
    ("never", "Never passed"),
]


class EquipmentCalibrationSchedule(models.Model):
    """How a schedule stands today; never stored, as it changes overnight."""

    _inherit = "equipment.calibration.schedule"

    state = fields.Selection(
        STATES, string="Status", compute="_compute_state", search="_search_state"
    )
    is_due = fields.Boolean(
        string="Due soon or expired", compute="_compute_is_due", search="_search_is_due"
    )

    @api.depends("valid_until")
    def _compute_state(self):
        today, horizon = self._get_notice_period()
        for schedule in self:
            end = schedule.valid_until
            if not end:
                schedule.state = "never"
            elif end < today:
                schedule.state = "expired"
            else:
                schedule.state = "due_soon" if end <= horizon else "valid"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today, horizon = self._get_notice_period()
        end = "valid_until"
        domains = {
            "never": Domain(end, "=", False),
            "expired": Domain(end, "<", today),
            "due_soon": Domain(end, ">=", today) & Domain(end, "<=", horizon),
            "valid": Domain(end, ">", horizon),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends("next_due")
    def _compute_is_due(self):
        _today, horizon = self._get_notice_period()
        for schedule in self:
            schedule.is_due = schedule.next_due and schedule.next_due <= horizon

    def _search_is_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        _today, horizon = self._get_notice_period()
        return Domain("next_due", "<=", horizon)

    @api.model
    def _get_notice_period(self):
        """Today and the last day of which users are told in advance."""
        today = fields.Date.context_today(self)
        days = int(self.env["equipment.rule"]._get("calibration_notice_days", today))
        return today, today + relativedelta(days=days)
