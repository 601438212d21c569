from odoo import fields, models


class HealthFollowupSensitive(models.Model):
    """Visits of those with a severe mental disorder or tuberculosis, for the sensitive group."""

    _name = "health.followup.sensitive"
    _inherit = ["health.followup.block"]
    _description = "Sensitive Follow-up"
    _part_is_sensitive = True
    _enrolment_model = "health.enrolment.sensitive"
    # measurements are seen by every doctor: one from here would tell him of the programme
    _joins_measurements = False

    enrolment_id = fields.Many2one(
        "health.enrolment.sensitive", "Programme of the resident", required=True, index=True,
        ondelete="restrict",
    )  # fmt: skip
    drug_ids = fields.One2many("health.followup.sensitive.drug", "followup_id", "Drugs", copy=True)
    referral_ids = fields.One2many("health.referral.sensitive", "followup_id", "Referrals")
