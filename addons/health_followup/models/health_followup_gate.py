from odoo import api, models
from odoo.exceptions import AccessError


class HealthFollowupMixin(models.AbstractModel):
    """Nothing is begun for whom the user mustn't visit: he is told so before he loses his entries."""

    _inherit = "health.followup.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_server():
            self._check_followable({vals.get("enrolment_id") for vals in vals_list})
        return super().create(vals_list)

    @api.model
    def _check_followable(self, enrolment_ids):
        """:raise UserError: a resident is of another unit, died, moved away or left the programme"""
        enrolments = self.env[self._enrolment_model].browse(filter(None, enrolment_ids))
        if not enrolments.has_access("read"):
            raise AccessError(
                self.env._(
                    "This resident is kept by another unit. Ask it to visit, or have the archive "
                    "transferred to yours."
                )
            )
        enrolments._check_open_for_followup()
