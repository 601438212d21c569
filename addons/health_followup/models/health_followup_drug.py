from odoo import fields, models


class HealthFollowupDrug(models.Model):
    """A line of drugs of a general follow-up."""

    _name = "health.followup.drug"
    _inherit = ["health.followup.drug.mixin"]
    _description = "Drug of a Follow-up"

    followup_id = fields.Many2one(
        "health.followup", "Follow-up", required=True, index=True, ondelete="cascade"
    )
