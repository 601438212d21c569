from odoo import api, fields, models
from odoo.exceptions import AccessError

from .health_exam_state import FIXED


class HealthExam(models.Model):
    """A desk takes back what it registered by mistake, while nothing was done for it."""

    _inherit = "health.exam"

    may_void = fields.Boolean(compute="_compute_may_void", export_string_translation=False)

    @api.depends("state", "sample_ids.state")
    @api.depends_context("uid")
    def _compute_may_void(self):
        for exam in self:
            exam.may_void = exam._may_void()

    def _may_void(self):
        """Whether the user may make this exam void: a chief examiner as long as it isn't reported, a
        desk while nobody found anything and no sample was taken."""
        self.ensure_one()
        if self.state in FIXED or not self.has_access("write"):
            return False
        return self._is_chief() or self._is_untouched()

    def _check_may_void(self):
        self.env["health.exam"]._check_may_register()
        for exam in self:
            if not self._is_chief() and not exam._is_untouched():
                raise AccessError(
                    self.env._(
                        "Something was done for exam %(number)s already. Ask the chief examiner to "
                        "make it void.",
                        number=exam.exam_number,
                    )
                )

    def _is_chief(self):
        return self.env.su or self.env.user.has_group("health_exam.group_exam_chief")

    def _is_untouched(self):
        return self.state == "registered" and not self.sample_ids.filtered("taken_at")
