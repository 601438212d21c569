from odoo import api, models

from ..tools import one_code

BLOCK = {"prefetch": "tuberculosis"}


class HealthEnrolmentTuberculosis(models.AbstractModel):
    """Special archive of tuberculosis (肺结核): what its first home visit asks of the patient."""

    _name = "health.enrolment.tuberculosis"
    _inherit = ["health.enrolment.block"]
    _description = "Special Archive of Tuberculosis"

    tb_patient_id = one_code("tb_patient", "Kind of patient", **BLOCK)
    tb_sputum_id = one_code("tb_sputum", "Sputum", **BLOCK)
    tb_resistance_id = one_code("tb_resistance", "Drug resistance", **BLOCK)
    tb_supervisor_id = one_code("tb_supervisor", "Supervised by", **BLOCK)

    @api.model
    def _get_special_forms(self):
        form = "health_archive.health_enrolment_sensitive_view_form_tuberculosis"
        return super()._get_special_forms() | {"tuberculosis": form}
