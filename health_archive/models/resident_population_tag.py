from odoo import models
from odoo.fields import Domain


class ResidentPopulationTag(models.Model):
    """Sensitive groups follow from the sensitive enrolments and stand nowhere else.

    A stored line would be found by whoever searches residents for “has any group”.
    """

    _inherit = "resident.population.tag"

    def _get_member_domain(self, date):
        domain = super()._get_member_domain(date)
        enrolments = self.env["health.enrolment.sensitive"]
        sensitive = self.filtered("is_sensitive")
        if not sensitive or not enrolments.has_access("read"):
            return domain
        found = enrolments._get_tag_domain(date) & Domain(
            "programme_id.tag_id", "in", sensitive.ids
        )
        return domain | Domain(
            "health_archive_ids", "any", [("sensitive_enrolment_ids", "any", found)]
        )
