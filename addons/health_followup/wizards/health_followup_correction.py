from odoo import fields, models

from ..models.health_enrolment_followup import FOLLOWUPS


class HealthFollowupCorrection(models.TransientModel):
    """Asks why a signed visit is corrected, and opens its correction."""

    _name = "health.followup.correction"
    _description = "Correction of a Follow-up"

    res_model = fields.Selection(
        [(name, name) for name in FOLLOWUPS.values()], required=True, readonly=True
    )
    res_id = fields.Many2oneReference("Follow-up", model_field="res_model", readonly=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Open the correction: a copy that replaces the signed visit."""
        self.ensure_one()
        followup = self.env[self.res_model].browse(self.res_id)
        return followup._correct(self.reason).get_formview_action()
