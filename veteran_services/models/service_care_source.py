from odoo import api, models


class ServiceCareSource(models.AbstractModel):
    """Health records from which it follows what counts for people on rosters."""

    _name = "service.care.source"
    _inherit = ["bulk.create.mixin"]
    _description = "Counts for People on Rosters"

    # Written fields from which it follows; empty: any.
    _care_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._recount_care(records.partner_id)
        return records

    def write(self, vals):
        result = super().write(vals)
        if not self._care_fields or not self._care_fields.isdisjoint(vals):
            self._recount_care(self.partner_id)
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        self._recount_care(partners)
        return result

    def _after_bulk(self):
        super()._after_bulk()
        self._recount_care(self.partner_id)

    @api.model
    def _recount_care(self, partners):
        # sudo: what counts is the same, whoever treats these people
        cares = self.env["service.care"].sudo()
        cares.search(
            [("partner_id", "in", partners.ids), ("project_id.obligation_ids", "!=", False)]
        )._claim_anew()


class HealthArchive(models.Model):
    _name = "health.archive"
    _inherit = ["service.care.source", "health.archive"]


class HealthConsent(models.Model):
    _name = "health.consent"
    _inherit = ["service.care.source", "health.consent"]
    _care_fields = frozenset({"withdrawn_date"})


class HealthMeasurement(models.Model):
    _name = "health.measurement"
    _inherit = ["service.care.source", "health.measurement"]
    _care_fields = frozenset({"taken_at", "kind_id", "active"})


class HealthRiskAssessment(models.Model):
    _name = "health.risk.assessment"
    _inherit = ["service.care.source", "health.risk.assessment"]
    _care_fields = frozenset({"date"})


class HealthFollowup(models.Model):
    _name = "health.followup"
    _inherit = ["service.care.source", "health.followup"]
    _care_fields = frozenset({"seal_state", "date"})


class HealthEnrolment(models.Model):
    _name = "health.enrolment"
    _inherit = ["service.care.source", "health.enrolment"]
    _care_fields = frozenset({"state"})
