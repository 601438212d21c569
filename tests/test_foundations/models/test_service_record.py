from odoo import fields, models

from odoo.addons.service_obligation.tools import Claim


class TestServiceRecord(models.Model):
    """A visit to a person, or a meeting for whoever comes, that counts towards obligations."""

    _name = "test.service.record"
    _inherit = ["service.claim.mixin", "evidence.mixin"]
    _description = "Record that Claims"
    _claim_fields = frozenset({"partner_id", "date", "value", "is_void", "refusal", "needs_photo"})

    name = fields.Char()
    project_id = fields.Many2one("project.project", required=True, index=True)
    partner_id = fields.Many2one("res.partner")
    date = fields.Date(required=True)
    value = fields.Float(default=1)
    is_void = fields.Boolean()
    refusal = fields.Char()
    needs_photo = fields.Boolean()

    def _get_claims(self):
        self.ensure_one()
        if self.is_void:
            return []
        missing = ["photo"] if self.needs_photo and not self.evidence_ids else []
        least = self._get_claim_parameter("test_meeting", "least", 0)
        if not self.partner_id and self.value < least:
            missing.append(f"{least - self.value:g} people")
        kind = "test_visit" if self.partner_id else "test_meeting"
        return [
            Claim(kind, self.date, self.partner_id, self.value, tuple(missing), self.refusal or "")
        ]
