from odoo import api, models


class HealthExamAppointmentList(models.AbstractModel):
    """The list of who is to come, a page per village, for the village doctor and the wall."""

    _name = "report.health_exam.report_exam_appointment_list"
    _description = "Appointment List"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template shows; who is cancelled isn't on the list."""
        campaigns = self.env["health.exam.campaign"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "health.exam.campaign",
            "docs": campaigns,
            "villages": {campaign: self._get_villages(campaign) for campaign in campaigns},
        }

    @api.model
    def _get_villages(self, campaign):
        """``[(village, appointments)]`` in the order of their codes."""
        rows = campaign.appointment_ids.filtered(lambda row: row.state != "cancelled")
        by_village = rows.sorted(lambda row: (row.date, row.slot or "", row.id)).grouped(
            "region_id"
        )
        return sorted(by_village.items(), key=lambda pair: pair[0].code or "")
