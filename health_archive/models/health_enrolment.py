from odoo import api, fields, models
from odoo.fields import Domain


class HealthEnrolment(models.Model):
    """A resident in a programme, with the special archive of it: one table, a block per programme.

    Elders are enrolled by the system: when an archive comes into use, and every night those who
    have come of age.
    """

    _name = "health.enrolment"
    _inherit = [
        "health.enrolment.hypertension",
        "health.enrolment.diabetes",
        "health.enrolment.elder",
    ]
    _description = "Enrolment in a Programme"

    @api.model
    def _cron_enrol_by_age(self, limit=1000):
        """Enrol, a batch at a time, who has come of the age of a programme."""
        today = fields.Date.context_today(self)
        archives, done, remaining = self.env["health.archive"], 0, 0
        for programme in self.env["health.programme"]._get_automatic(today):
            domain = self._get_missing_domain(programme, today)
            found = archives.search(domain, order="id", limit=limit)
            self._enrol_by_age(programme, found)
            done += len(found)
            remaining += archives.search_count(domain)
        self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _get_missing_domain(self, programme, date):
        """Archives in use of residents of the age who never were in the programme."""
        never = Domain("enrolment_ids", "not any", [("programme_id", "=", programme.id)])
        alive = Domain("death_date", "=", False) & programme.tag_id._get_age_domain(date)
        return Domain("state", "=", "active") & Domain("partner_id", "any", alive) & never

    @api.model
    def _enrol_by_age(self, programme, archives):
        """Enrol all of ``archives``, in their own units."""
        return self._bulk_create(
            [
                {
                    "archive_id": archive.id,
                    "programme_id": programme.id,
                    "building_unit_id": archive.org_unit_id.id,
                }
                for archive in archives
            ]
        )
