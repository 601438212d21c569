from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.depends(
        "health_archive_ids.sensitive_enrolment_ids.state",
        "health_archive_ids.sensitive_enrolment_ids.closed_date",
    )
    def _compute_population_tag_ids(self):
        super()._compute_population_tag_ids()
