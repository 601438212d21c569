from odoo import fields, models


class DeviceSourceValue(models.Model):
    """What one word of a device means: ``POS`` is ``2``, positive."""

    _name = "device.source.value"
    _inherit = ["server.guard.mixin"]
    _description = "Value of a Device's Code"
    _order = "code_id, id"
    _rec_name = "sent"

    code_id = fields.Many2one("device.source.code", required=True, ondelete="cascade")
    sent = fields.Char("Value Sent", required=True, help="Upper or lower case makes no difference.")
    value = fields.Char("Value of the Item", required=True)

    _sent_unique = models.UniqueIndex("(code_id, lower(sent))", "The code has this value already.")
