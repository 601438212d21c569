from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HealthFollowupMixin(models.AbstractModel):
    """A visit took place while the resident lived and was in the programme, and not tomorrow."""

    _inherit = "health.followup.mixin"

    @api.constrains("date", "enrolment_id")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for followup in self:
            if followup.date > today:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the visit on %(date)s lies in the future. Enter the day it took "
                        "place.",
                        **followup._get_date_names(),
                    )
                )
            if followup.birth_date and followup.date < followup.birth_date:
                raise ValidationError(
                    self.env._(
                        "%(name)s was born on %(born)s: the visit on %(date)s was before. Correct "
                        "the day of the visit.",
                        **followup._get_date_names(),
                    )
                )
            if followup.date < followup.enrolment_id.enrolled_date:
                raise ValidationError(
                    self.env._(
                        "%(name)s is in “%(programme)s” since %(enrolled)s: the visit on %(date)s "
                        "was before. Correct the day of the visit.",
                        **followup._get_date_names(),
                    )
                )

    def _get_date_names(self):
        return {
            "name": self.name,
            "date": self.date,
            "born": self.birth_date,
            "programme": self.programme_id.name,
            "enrolled": self.enrolment_id.enrolled_date,
        }
