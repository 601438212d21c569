from collections import defaultdict

from odoo import models


class HealthArchivePage(models.AbstractModel):
    """An archive as a page of its own in a package: the full print, with masked numbers.

    Sensitive diseases are never on it, whoever makes the package: it may be handed on.
    """

    _name = "report.veteran_services.health_archive_page"
    _inherit = "report.health_archive.report_health_archive_form"
    _description = "Archive in a Hand-over Package"

    _parts = frozenset({"cover", "form", "history"})

    def _get_sensitive(self, archives):
        return defaultdict(self.env["health.archive.sensitive"].browse)

    def _get_pages(self, archives, mark):
        """``(archive, HTML as bytes)`` of each; what they need is read at once for all.

        :param mark: what stands on each page: who took it out of the system and why
        """
        values = self._get_report_values(archives.ids)
        qweb = self.env["ir.qweb"]
        for archive in archives:
            page = qweb._render(
                "veteran_services.health_archive_page", values | {"archive": archive, "mark": mark}
            )
            yield archive, f"<!DOCTYPE html>\n{page}\n".encode()
