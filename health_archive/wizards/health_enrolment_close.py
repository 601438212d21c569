from odoo import fields, models

from ..tools import one_code


class HealthEnrolmentCloseMixin(models.AbstractModel):
    """Asks since when and why residents are temporarily lost, or their enrolments closed."""

    _name = "health.enrolment.close.mixin"
    _inherit = ["health.coded.mixin"]
    _description = "Outcome of Enrolments"

    kind = fields.Selection(
        [("lose", "Temporarily lost"), ("close", "Close")],
        required=True,
        readonly=True,
        default="close",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason_id = one_code("close_reason", "Reason")
    note = fields.Char()

    def action_confirm(self):
        """Note the outcome of the enrolments."""
        self.ensure_one()
        if self.kind == "lose":
            self.enrolment_ids._lose(self.date, self.note)
        else:
            self.enrolment_ids._close(self.reason_id, self.date, self.note)
        return {"type": "ir.actions.act_window_close"}


class HealthEnrolmentClose(models.TransientModel):
    _name = "health.enrolment.close"
    _inherit = ["health.enrolment.close.mixin"]
    _description = "Outcome of Enrolments"

    enrolment_ids = fields.Many2many("health.enrolment", required=True, readonly=True)


class HealthEnrolmentSensitiveClose(models.TransientModel):
    _name = "health.enrolment.sensitive.close"
    _inherit = ["health.enrolment.close.mixin"]
    _description = "Outcome of Sensitive Enrolments"

    enrolment_ids = fields.Many2many("health.enrolment.sensitive", required=True, readonly=True)
