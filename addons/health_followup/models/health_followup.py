from odoo import fields, models


class HealthFollowup(models.Model):
    """All general kinds of follow-up in one table, a block per form (architecture 4)."""

    _name = "health.followup"
    _inherit = [
        "health.followup.hypertension",
        "health.followup.diabetes",
        "health.followup.elder",
        "health.followup.child",
        "health.followup.pregnancy",
        "health.followup.stroke",
        "health.followup.coronary",
        "health.followup.general",
        "health.followup.poverty",
    ]
    _description = "Follow-up"
    _enrolment_model = "health.enrolment"

    enrolment_id = fields.Many2one(
        "health.enrolment", "Programme of the resident", required=True, ondelete="restrict",
    )  # fmt: skip
    drug_ids = fields.One2many("health.followup.drug", "followup_id", "Drugs", copy=True)
    referral_ids = fields.One2many("health.referral", "followup_id", "Referrals")
