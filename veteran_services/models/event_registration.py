from odoo import api, models
from odoo.fields import Domain

from odoo.addons.service_event.models.event_registration_tracking import TRACKING, TrackingProof

NEEDS_ARCHIVE = "needs_archive"


class EventRegistration(models.Model):
    """After a free clinic each person has an archive where the obligation asks for it, and signed
    follow-ups or complete contacts of the ledger show that somebody looked after him."""

    _inherit = "event.registration"

    def _get_tracking_kinds(self):
        kinds = super()._get_tracking_kinds()
        if self._get_claim_parameter(TRACKING, NEEDS_ARCHIVE, 0):
            kinds.insert(0, ("file", self.env._("health archive")))
        return kinds

    def _get_tracking_proofs(self):
        proofs = super()._get_tracking_proofs()
        files, contacts = self._find_files(), self._find_contacts()
        for row in self:
            if row.partner_id in files:
                proofs[row].append(TrackingProof("file", files[row.partner_id]))
            proofs[row] += [
                TrackingProof("tracking", day)
                for day in contacts.get(row.partner_id, ())
                if day > row.service_date
            ]
        return proofs

    def _find_files(self):
        rows = self.env["health.archive"].search_fetch(
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("state", "not in", ("cancelled", "migrated")),
            ["partner_id", "archive_date"],
        )
        return {row.partner_id: row.archive_date for row in rows}

    def _find_contacts(self):
        """``{person: days}``"""
        found = {}
        followups = self.env["health.followup"]._read_group(
            Domain("archive_id.partner_id", "in", self.partner_id.ids)
            & Domain("seal_state", "=", "sealed"),
            ["archive_id"],
            ["date:array_agg"],
        )
        for archive, days in followups:
            found.setdefault(archive.partner_id, set()).update(days)
        entries = self.env["service.entry"]
        rows = entries._read_group(
            Domain("project_id", "in", self.service_project_id.ids)
            & Domain("partner_id", "in", self.partner_id.ids)
            & entries._get_contact_domain(),
            ["partner_id"],
            ["date:array_agg"],
        )
        for partner, days in rows:
            found.setdefault(partner, set()).update(days)
        return found


class ServiceCareSource(models.AbstractModel):
    _inherit = "service.care.source"

    @api.model
    def _recount_care(self, partners):
        super()._recount_care(partners)
        # sudo: as for the rows of care
        rows = self.env["event.registration"].sudo()
        rows.search(
            [
                ("partner_id", "in", partners.ids),
                ("event_id.service_kind", "=", "clinic"),
                ("state", "=", "done"),
            ]
        )._claim_anew()
