from collections import defaultdict

from odoo import api, models

from odoo.addons.resident.tools import mask_phone

from .form_boxes import FormBoxes

SENSITIVE = "resident.group_health_sensitive"


class HealthArchiveReport(models.AbstractModel):
    """Prints of archives: cover, basic information form, full archive.

    Numbers of identity cards and telephones are masked, whoever prints. Whole ones come out of
    ``health.archive.print`` alone, which records it.
    """

    _name = "report.health_archive.report_health_archive_form"
    _description = "Basic Information Form"

    _parts = frozenset({"form"})

    @api.model
    def _get_report_values(self, docids, data=None):
        archives = self.env["health.archive"].browse(docids)
        return self._prepare_values(archives, self._parts, self._get_masked(archives))

    def _prepare_values(self, archives, parts, numbers):
        """Values of the templates, read at once for all ``archives``.

        :param parts: some of ``cover``, ``form`` and ``history``
        :param numbers: ``{archive: {"identity", "phone", "contact_phone"}}``
        """
        archives.check_access("read")
        sensitive, codes = self._get_sensitive(archives), self._get_codes()
        boxes = {archive: FormBoxes(archive, codes, sensitive[archive]) for archive in archives}
        return {
            "doc_ids": archives.ids,
            "docs": archives,
            "archives": archives,
            "parts": parts,
            "numbers": numbers,
            "boxes": boxes,
        }

    def _get_masked(self, archives):
        return {
            archive: {
                "identity": archive.identity_number or "",
                "phone": mask_phone(archive.phone),
                "contact_phone": mask_phone(archive.contact_phone),
            }
            for archive in archives
        }

    def _get_codes(self):
        """``{list code: codes in force, in the order of the form}``."""
        codes = self.env["health.code"].search([("valid_to", "=", False)])
        return codes.grouped("list_code")

    def _get_sensitive(self, archives):
        """``{archive: rows}`` that the user may see: none without the group."""
        Sensitive = self.env["health.archive.sensitive"]
        found = defaultdict(Sensitive.browse)
        if self.env.user.has_group(SENSITIVE):
            found |= Sensitive.search([("archive_id", "in", archives.ids)]).grouped("archive_id")
        return found


class HealthArchiveCoverReport(models.AbstractModel):
    """The cover (居民健康档案封面)."""

    _name = "report.health_archive.report_health_archive_cover"
    _inherit = "report.health_archive.report_health_archive_form"
    _description = "Cover of the Archive"

    _parts = frozenset({"cover"})


class HealthArchiveFullReport(models.AbstractModel):
    """Cover, form and all that was kept since."""

    _name = "report.health_archive.report_health_archive_full"
    _inherit = "report.health_archive.report_health_archive_form"
    _description = "Full Archive"

    _parts = frozenset({"cover", "form", "history"})


class HealthArchivePrintReport(models.AbstractModel):
    """What the print dialog chose, of one or of many archives."""

    _name = "report.health_archive.report_health_archive_print"
    _inherit = "report.health_archive.report_health_archive_form"
    _description = "Archives of the Print Dialog"

    @api.model
    def _get_report_values(self, docids, data=None):
        dialog = self.env["health.archive.print"].browse(docids).ensure_one()
        archives = dialog._get_archives()
        numbers = dialog._get_whole_numbers() if dialog.with_numbers else self._get_masked(archives)
        return self._prepare_values(archives, dialog._get_parts(), numbers)
