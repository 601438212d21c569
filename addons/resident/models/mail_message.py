from odoo import models


class MailMessage(models.Model):
    """Reading the messages of a resident counts as reading the resident."""

    _name = "mail.message"
    _inherit = ["mail.message", "access.audit.linked.mixin"]
    _audit_link = ("model", "res_id")
