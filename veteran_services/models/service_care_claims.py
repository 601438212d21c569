from datetime import timedelta

from odoo import models

from odoo.addons.service_obligation.tools import Claim

from .service_care_facts import FACTS


class ServiceCare(models.Model):
    """What counts: the archive, the survey, the risk assessment, the contacts."""

    _inherit = "service.care"

    def _claim_anew(self):
        # what they say comes from records that know nothing of these
        self.invalidate_recordset(FACTS, flush=False)
        super()._claim_anew()

    def _get_claims(self):
        self.ensure_one()
        if self.member_id.exit_reason == "error":
            return []
        return [
            *self._get_archive_claims(),
            *self._get_survey_claims(),
            *self._get_assessment_claims(),
            *self._get_contact_claims(),
        ]

    def _get_archive_claims(self):
        if not self.archive_id:
            return []
        date = max(self._get_span()[0], self.archive_id.archive_date)
        missing = tuple(filter(None, self._get_archive_gaps()))
        return [Claim("archive_complete", date, self.partner_id, missing=missing)]

    def _get_archive_gaps(self):
        archive, _ = self.archive_id, self.env._
        days = int(self._get_number("archive_complete", "archive_update_days"))
        oldest = self.project_id._get_cut_off() - timedelta(days=days)
        return [
            archive.state != "active" and _("the archive isn't in use"),
            not archive.is_complete and _("required boxes of the archive"),
            not self.has_consent and _("consent to the archive"),
            not self.member_id.external_ref and _("number in the other platform"),
            self.updated_date < oldest and _("an update within %(days)s days", days=days),
        ]

    def _get_survey_claims(self):
        if not self.surveyed_date:
            return []
        _ = self.env._
        gaps = [
            not self.archive_id.is_complete and _("required boxes of the archive"),
            not self.is_surveyed and _("measurements of the survey"),
        ]
        missing = tuple(filter(None, gaps))
        return [Claim("surveyed", self.surveyed_date, self.partner_id, missing=missing)]

    def _get_assessment_claims(self):
        if not self.assessed_date:
            return []
        return [Claim("assessed", self.assessed_date, self.partner_id)]

    def _get_contact_claims(self):
        if not self.contact_date:
            return []
        lacks = self.contact_count < self.contact_due
        # no number: it would tell who is chronically ill
        missing = (self.env._("a contact that is due by now"),) if lacks else ()
        return [Claim("contact_plan", self.contact_date, self.partner_id, missing=missing)]
