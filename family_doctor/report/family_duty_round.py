from odoo import api, models


class FamilyDutyRound(models.AbstractModel):
    """The round of a doctor on paper: day, village, household, who gets what."""

    _name = "report.family_doctor.report_family_duty_round"
    _description = "Round of a Family Doctor"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template shows: a page per day and village."""
        duties = self.env["family.duty"].browse(docids)
        duties.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "family.duty",
            "docs": duties,
            "pages": self._get_pages(duties),
        }

    @api.model
    def _get_pages(self, duties):
        """``[(day, village, [duties of a household])]`` in the order of the round."""
        pages = {}
        for duty in duties.sorted(_get_order):
            homes = pages.setdefault((duty.planned_date or False, duty.region_id), {})
            home = duty.household_id or duty.archive_id
            homes[home] = homes.get(home, duties.browse()) | duty
        return [(day, village, list(homes.values())) for (day, village), homes in pages.items()]


def _get_order(duty):
    return (
        str(duty.planned_date or "9999"), duty.region_id.code or "", duty.street or "",
        duty.household_id.id or 0, duty.archive_id.id, duty.date_due,
    )  # fmt: skip
