from odoo import models

from odoo.addons.health_archive.tools import one_code


class HealthEnrolmentSensitive(models.Model):
    """What the visits tell of who is in a sensitive programme."""

    _inherit = "health.enrolment.sensitive"

    last_class_id = one_code("smd_class", "Last class", readonly=True)

    def _is_found(self):
        return super()._is_found() and self._get_last_visit()._met_resident()

    def _get_last_visit(self):
        return self.env["health.followup.sensitive"].search(
            [("enrolment_id", "=", self.id), ("seal_state", "=", "sealed")],
            order="date desc, id desc",
            limit=1,
        )
