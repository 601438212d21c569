from odoo import fields, models


class HealthExamReason(models.TransientModel):
    """Also asks why a finding doesn't hold, and why nobody is called about a critical value."""

    _inherit = "health.exam.reason"

    what = fields.Selection(
        selection_add=[("dismiss", "Dismiss a finding"), ("withdraw", "Withdraw a critical value")],
        ondelete={"dismiss": "cascade", "withdraw": "cascade"},
    )
    finding_ids = fields.Many2many("health.exam.finding")
    alert_ids = fields.Many2many("health.exam.alert")

    def _do_dismiss(self):
        self.finding_ids._dismiss(self.reason)

    def _do_withdraw(self):
        self.alert_ids._withdraw(self.reason)
