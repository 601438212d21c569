from odoo import fields, models


class TestEvidenceLine(models.Model):
    _name = "test.evidence.line"
    _description = "Test Line of a Case"
    _inherit = "evidence.seal.line.mixin"
    _seal_parent_field = "case_id"
    _seal_exempt_fields = ("delivered",)

    case_id = fields.Many2one("test.evidence.case", required=True, index=True, ondelete="cascade")
    name = fields.Char()
    quantity = fields.Integer()
    delivered = fields.Integer()
