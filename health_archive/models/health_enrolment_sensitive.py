from odoo import api, models
from odoo.fields import Domain


class HealthEnrolmentSensitive(models.Model):
    """Severe mental disorder or tuberculosis: a table of its own, for the sensitive group only.

    A record rule on a common table would not do: searches through the rows of an archive for “has
    any” or for the id of a row pass it.
    """

    _name = "health.enrolment.sensitive"
    _inherit = ["health.enrolment.mental", "health.enrolment.tuberculosis"]
    _description = "Enrolment in a Sensitive Programme"
    _holds_sensitive_programmes = True
    _part_is_sensitive = True

    @api.model
    def _get_history_name(self):
        return "sensitive_ids"

    def _get_history(self):
        return super()._get_history().filtered(lambda disease: disease.relative == "self")

    def _sync_tags(self):
        """Sensitive population groups follow from these rows and are stored nowhere else."""

    @api.model
    def _get_tag_domain(self, date):
        """Enrolments whose residents are in the population group on ``date``."""
        return Domain("enrolled_date", "<=", date) & (
            Domain("closed_date", "=", False) | Domain("closed_date", ">=", date)
        )
