from odoo import fields, models


class HealthReferral(models.Model):
    """A referral from a general follow-up."""

    _name = "health.referral"
    _inherit = ["health.referral.mixin"]
    _description = "Referral"
    _followup_model = "health.followup"

    followup_id = fields.Many2one(
        "health.followup", "Follow-up", required=True, index=True, ondelete="cascade"
    )
    programme_id = fields.Many2one(related="followup_id.programme_id", store=True)
    doctor_id = fields.Many2one(related="followup_id.doctor_id", store=True, index=True)
    org_unit_id = fields.Many2one(related="followup_id.org_unit_id", store=True, index=True)


class HealthReferralSensitive(models.Model):
    """A referral from a sensitive follow-up, seen by the sensitive group only."""

    _name = "health.referral.sensitive"
    _inherit = ["health.sensitive.mixin", "health.referral.mixin"]
    _description = "Sensitive Referral"
    _followup_model = "health.followup.sensitive"

    followup_id = fields.Many2one(
        "health.followup.sensitive", "Follow-up", required=True, index=True, ondelete="cascade"
    )
    programme_id = fields.Many2one(related="followup_id.programme_id", store=True)
    doctor_id = fields.Many2one(related="followup_id.doctor_id", store=True, index=True)
    org_unit_id = fields.Many2one(related="followup_id.org_unit_id", store=True, index=True)
