from odoo import fields, models


class TestAuditVisit(models.Model):
    _name = "test.audit.visit"
    _description = "Test: record of which one field counts"
    _inherit = "access.audit.mixin"

    _audit_fields = ("finding",)

    person_id = fields.Many2one("test.audit.person")
    place = fields.Char()
    finding = fields.Char()
