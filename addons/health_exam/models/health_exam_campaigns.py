from odoo import api, fields, models
from odoo.fields import Domain


class HealthExam(models.Model):
    """The campaign an exam belongs to, and the appointment it ends."""

    _inherit = "health.exam"

    campaign_id = fields.Many2one(
        "health.exam.campaign", index="btree_not_null", ondelete="restrict"
    )
    appointment_ids = fields.One2many("health.exam.appointment", "exam_id", "Appointments")

    def _void(self, reason):
        """Who was registered by mistake is expected again."""
        result = super()._void(reason)
        # sudo: an appointment follows its exam, whoever makes that void
        appointments = self.sudo().appointment_ids
        appointments._write_server({"exam_id": False, "state": "confirmed"})
        return result

    @api.model
    def _get_of_day(self, archives, date):
        """Exams of these archives on that day that count."""
        return self.search(
            Domain("archive_id", "in", archives.ids)
            & Domain("date", "=", date)
            & Domain("state", "!=", "void")
        )

    def _get_registered_time(self):
        """When the exam was registered, as a label says it; the year stands in the number."""
        self.ensure_one()
        moment = fields.Datetime.context_timestamp(self, self.create_date)
        return f"{moment:%m-%d %H:%M}"
