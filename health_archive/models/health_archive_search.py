import re

from odoo import api, fields, models
from odoo.fields import Domain

_ARCHIVE_NUMBER = re.compile(r"\d{17}")
_SHORT_NUMBER = re.compile(r"(\d{3})-(\d{5})")


class HealthArchive(models.Model):
    """One box that finds an archive: its number, or whatever finds the person."""

    _inherit = "health.archive"

    person_search = fields.Char("Find a person", store=False, search="_search_person_search")

    @api.model
    def _search_person_search(self, operator, value):
        if operator not in ("=", "ilike", "like", "=ilike"):
            return NotImplemented
        return self._search_person(value or "")

    @api.model
    def _search_person(self, text):
        """Domain of the archives meant by ``text``: a number, now or formerly theirs (17 digits, or
        village and serial as ``101-00001``), or words that find a resident, as ``zsf 1953``."""
        text = text.strip()
        if _ARCHIVE_NUMBER.fullmatch(text):
            return self._get_number_domain(text)
        if match := _SHORT_NUMBER.fullmatch(text):
            return self._get_number_domain("".join(match.groups()))
        persons = self.env["res.partner"]._search([("resident_search", "=", text)])
        return Domain("partner_id", "in", persons)

    @api.model
    def _search_display_name(self, operator, value):
        if operator in ("ilike", "like", "=") and isinstance(value, str) and value.strip():
            return self._search_person(value)
        return super()._search_display_name(operator, value)
