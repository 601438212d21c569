from odoo import fields, models


class TestAuditPerson(models.Model):
    _name = "test.audit.person"
    _description = "Test: person or company, of which persons are audited"
    _inherit = "access.audit.mixin"

    _audit_domain = (("is_person", "=", True),)

    name = fields.Char()
    phone = fields.Char()
    is_person = fields.Boolean(default=True)
    age = fields.Integer()
