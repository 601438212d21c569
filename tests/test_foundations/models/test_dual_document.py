from odoo import fields, models
from odoo.exceptions import UserError


class TestDualDocument(models.Model):
    _name = "test.dual.document"
    _inherit = ["mail.thread", "mail.activity.mixin", "dual.control.mixin"]
    _description = "Document under Dual Control"
    _approval_group = "test_foundations.group_approver"
    _approval_locked_fields = frozenset({"amount"})

    name = fields.Char(required=True)
    amount = fields.Float()
    secret = fields.Boolean(help="Hidden from approvers by a record rule.")
    outcome = fields.Char()

    def _check_before_request(self):
        if self.amount <= 0:
            raise UserError(self.env._("The amount is missing."))

    def _on_approved(self):
        # the approver of this document has no write access
        self.sudo().outcome = "approved"

    def _on_returned(self, reason):
        # the approver of this document has no write access
        self.sudo().outcome = reason
