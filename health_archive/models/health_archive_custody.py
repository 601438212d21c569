from odoo import models
from odoo.exceptions import UserError


class HealthArchive(models.Model):
    """Custody: which unit keeps an archive, and in which village its number stands."""

    _inherit = "health.archive"

    def _transfer(self, unit, region, reason):
        """Give these archives and their residents into the care of ``unit`` in ``region``.

        A number says the village, so another village means another number; the old one is kept
        and still finds the archive. Both units lie in the scope of the user; between hospitals
        the county does it.

        :raise UserError: an archive isn't in use, or nothing would change
        :raise AccessError: ``unit`` is out of the user's scope
        """
        self._check_role("group_health_doctor")
        self._check_state(("active",))
        unit.check_in_scope()
        self.check_access("write")
        if not self.filtered(lambda a: (a.org_unit_id, a.region_id) != (unit, region)):
            raise UserError(self.env._("Choose another unit or another village."))
        self._log_custody(unit, region, reason)
        self._renumber(region, reason)
        self._write_server({"org_unit_id": unit.id, "region_id": region.id, "doctor_id": False})
        self.partner_id.write({"resident_unit_id": unit.id, "region_id": region.id})
        # sudo: what the user may not see, such as a sensitive enrolment, moves too
        self.sudo()._transfer_dependents(unit)

    def _log_custody(self, unit, region, reason):
        self._log_changes(
            {
                "archive_id": archive.id,
                "field_name": "org_unit_id",
                "old_value": f"{archive.org_unit_id.name} / {archive.region_id.name}",
                "new_value": f"{unit.name} / {region.name}",
                "reason": reason,
            }
            for archive in self
        )

    def _transfer_dependents(self, unit):
        """Hook: these archives are now kept by ``unit``."""
