from odoo import models


class HealthExamResidentMixin(models.AbstractModel):
    """A record of an archive that is also made by who reads no archive, as a registration desk.

    Who may see a resident may examine and invite him.
    """

    _name = "health.exam.resident.mixin"
    _inherit = ["health.archive.part.mixin"]
    _description = "Made for a Resident"

    def _check_links(self, vals_list):
        """The archive is asked for by its resident: a station reads no archive."""
        if not self._is_server():
            ids = {vals["archive_id"] for vals in vals_list if vals.get("archive_id")}
            # sudo: the way from the archive to its resident, whose access is checked
            residents = self.env["health.archive"].sudo().browse(ids).partner_id
            residents.with_env(self.env).check_access("read")
        super()._check_links(
            [{name: vals[name] for name in vals if name != "archive_id"} for vals in vals_list]
        )

    def _check_archive_open(self):
        if not self._is_server():
            # sudo: a station doesn't read archives, but may not write into a closed one either
            self.sudo().archive_id._check_open()
