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

    @api.onchange("enrolment_id", "date")
    def _onchange_day(self):
        if self.enrolment_id and self.date and self._get_other_of_day():
            title = self.env._("Please look again")
            return {"warning": {"title": title, "message": self._get_text_of_day()}}
        return None

    def _get_other_of_day(self):
        """Another visit for the programme on the day of this one, or none."""
        self.ensure_one()
        return self.search(
            [
                ("enrolment_id", "=", self.enrolment_id._origin.id),
                ("date", "=", self.date),
                ("seal_state", "!=", "superseded"),
                ("id", "!=", self._origin.id),
            ],
            limit=1,
        )

    @api.model
    def _get_text_of_day(self):
        return self.env._(
            "This resident was visited for this programme on that day already. Open that visit."
        )
