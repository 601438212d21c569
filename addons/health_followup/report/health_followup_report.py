from typing import NamedTuple

from odoo import api, models

VISITS_ON_A_PAGE = 4
"""As the paper has columns for the four visits of a year."""


class Page(NamedTuple):
    title: str
    archive: models.BaseModel
    visits: models.BaseModel
    rows: list


class HealthFollowupReport(models.AbstractModel):
    """Visits in the layout of the paper: those of a resident in a programme beside each other."""

    _name = "report.health_followup.report_health_followup"
    _description = "Follow-ups on Paper"
    _followup_model = "health.followup"

    @api.model
    def _get_report_values(self, docids, data=None):
        followups = self.env[self._followup_model].browse(docids)
        followups.check_access("read")
        valid = followups.filtered(lambda followup: followup.seal_state != "superseded")
        pages = [
            self._get_page(visits[first : first + VISITS_ON_A_PAGE])
            for visits in (valid or followups).sorted("date").grouped("enrolment_id").values()
            for first in range(0, len(visits), VISITS_ON_A_PAGE)
        ]
        return {"doc_ids": docids, "docs": followups, "pages": pages}

    def _get_page(self, visits):
        return Page(
            visits._get_paper_title(visits.programme_id),
            visits.archive_id,
            visits,
            visits._get_paper_rows(),
        )


class HealthFollowupSensitiveReport(models.AbstractModel):
    """The same of the sensitive programmes."""

    _name = "report.health_followup.report_health_followup_sensitive"
    _inherit = "report.health_followup.report_health_followup"
    _description = "Sensitive Follow-ups on Paper"
    _followup_model = "health.followup.sensitive"
