from odoo import fields, models


class TestScopedRecord(models.Model):
    _name = "test.scoped.record"
    _inherit = "org.scoped.mixin"
    _description = "Record of an Organisation Unit"

    name = fields.Char(required=True)
