from odoo import api, fields, models

from ..tools.paper import VISITS_ON_A_PAGE


def _get_key(visit):
    return visit._get_paper_key()


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
            page
            for visits in (valid or followups).sorted("date").grouped(_get_key).values()
            for sheet in visits._get_paper_sheets()
            for page in sheet._get_paper_forms()
        ]
        return {"doc_ids": docids, "docs": followups, "pages": pages}


class HealthFollowupRoundReport(models.AbstractModel):
    """The forms of a round through the village: the visits of the year, and room for the next."""

    _name = "report.health_followup.report_health_followup_round"
    _inherit = "report.health_followup.report_health_followup"
    _description = "Forms for a Round"
    _enrolment_model = "health.enrolment"

    @api.model
    def _get_report_values(self, docids, data=None):
        enrolments = self.env[self._enrolment_model].browse(docids)
        enrolments.check_access("read")
        visits = self._get_visits_of_year(enrolments).grouped("enrolment_id")
        pages = [
            page
            for enrolment in enrolments.sorted(lambda e: (e.region_id.id, e.street or "", e.id))
            for sheet in self._get_sheets(
                enrolment, visits.get(enrolment, self.env[self._followup_model])
            )
            for page in sheet._get_paper_forms()
        ]
        return {"doc_ids": docids, "docs": enrolments, "pages": pages}

    def _get_visits_of_year(self, enrolments):
        """The last visits of the year that leave a column for the next one."""
        first_day = fields.Date.context_today(self).replace(month=1, day=1)
        followups = self.env[self._followup_model]
        found = followups.search(
            [
                ("enrolment_id", "in", enrolments.ids),
                ("date", ">=", first_day),
                ("seal_state", "!=", "superseded"),
            ],
            order="date, id",
        )
        room = VISITS_ON_A_PAGE - 1
        return followups.union(*(v[-room:] for v in found.grouped("enrolment_id").values()))

    def _get_sheets(self, enrolment, visits):
        """The visits on the form that the next one is written on; a blank one if it needs one."""
        blank = self._get_blank(enrolment)
        key = blank._get_paper_key()
        beside = visits.filtered(lambda visit: visit._get_paper_key() == key)
        has_room = beside and blank._has_paper_room(beside)
        return [*beside._get_paper_sheets(), *([] if has_room else [blank])]

    def _get_blank(self, enrolment):
        values = {"enrolment_id": enrolment.id, "archive_id": enrolment.archive_id.id}
        blank = self.env[self._followup_model].new(values)
        blank._blank_paper()
        return blank


class HealthFollowupSensitiveRoundReport(models.AbstractModel):
    """The same of the sensitive programmes."""

    _name = "report.health_followup.report_health_followup_sensitive_round"
    _inherit = "report.health_followup.report_health_followup_round"
    _description = "Forms for a Round, Sensitive"
    _followup_model = "health.followup.sensitive"
    _enrolment_model = "health.enrolment.sensitive"


class HealthFollowupSensitiveReport(models.AbstractModel):
    """The same of the sensitive programmes."""

    _name = "report.health_followup.report_health_followup_sensitive"
    _inherit = "report.health_followup.report_health_followup"
    _description = "Sensitive Follow-ups on Paper"
    _followup_model = "health.followup.sensitive"
