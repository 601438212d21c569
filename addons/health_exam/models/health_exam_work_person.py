from odoo import api, fields, models


class HealthExamWork(models.Model):
    """Whom a station expects, and the way to his form."""

    _inherit = "health.exam.work"

    exam_number = fields.Char(related="exam_id.exam_number")
    name = fields.Char(related="exam_id.name", string="Name of the resident")
    sex = fields.Selection(related="exam_id.sex")
    age = fields.Integer(related="exam_id.age")
    is_mine = fields.Boolean(compute="_compute_is_mine", export_string_translation=False)

    @api.depends("station_id.doctor_ids")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        """Whether the user works there today, or ends what stations left open."""
        is_chief = self.env.user.has_group("health_exam.group_exam_chief")
        for work in self:
            # sudo: who works where is no secret
            work.is_mine = is_chief or self.env.user in work.sudo().station_id.doctor_ids

    def action_open(self):
        """Show the exam; a station sees its own sections of it."""
        return self.exam_id.get_formview_action()
