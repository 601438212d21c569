from odoo import fields, models


class TestEvidenceCase(models.Model):
    """A record that carries evidence and can be sealed; everybody sees only their own."""

    _name = "test.evidence.case"
    _description = "Test Case with Evidence"
    _inherit = ["mail.thread", "evidence.mixin", "evidence.seal.mixin"]
    _seal_exempt_fields = ("remark",)
    _seal_line_fields = ("line_ids",)

    name = fields.Char(required=True)
    user_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    amount = fields.Float(digits=(12, 2))
    remark = fields.Char()
    needs_report = fields.Boolean()
    line_ids = fields.One2many("test.evidence.line", "case_id", copy=True)

    def _evidence_required_kinds(self):
        return [("report", "验收报告"), ("photo", "现场照片")] if self.needs_report else []
