from odoo import api, models
from odoo.fields import Domain


class ResidentPopulationTagLine(models.Model):
    _inherit = "resident.population.tag.line"

    @api.model
    def _get_current_tags(self, partner_ids, date):
        tags = super()._get_current_tags(partner_ids, date)
        enrolments = self.env["health.enrolment.sensitive"]
        if enrolments.has_access("read"):
            domain = enrolments._get_tag_domain(date)
            domain &= Domain("archive_id.partner_id", "in", partner_ids)
            for enrolment in enrolments.search(domain):
                person, tag = enrolment.partner_id.id, enrolment.programme_id.tag_id
                tags[person] = tags.get(person, tag.browse()) | tag
        return tags

    def _end(self, date):
        """The resident left these groups on ``date``, or on the day he entered them."""
        for line in self:
            line.date_to = max(date, line.date_from)
