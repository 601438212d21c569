from odoo import api, fields, models

from ..tools import AGE_BANDS, get_age_band


class HealthExam(models.Model):
    """The age band that statistics are grouped by."""

    _inherit = "health.exam"

    age_band = fields.Selection(
        [(key, label) for key, (_age, label) in AGE_BANDS.items()],
        compute="_compute_age_band", store=True, precompute=True,
    )  # fmt: skip

    @api.depends("age")
    def _compute_age_band(self):
        for exam in self:
            exam.age_band = get_age_band(exam.age)
