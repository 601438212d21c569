import re
import unicodedata
from contextlib import suppress

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd
from odoo.tools import SQL

from ..tools import clean_phone
from .res_partner import RESIDENT_USER

_YEAR = re.compile(r"(?:18|19|20)\d\d")
_YEAR_BEHIND_NAME = re.compile(r"(?<=[^\W\d])(?=(?:18|19|20)\d\d\b)")
_BIRTH = re.compile(r"(?:18|19|20)\d{6}")
_NUMBER = re.compile(r"\d{14,17}[\dxX]|[a-zA-Z]{1,3}\d{5,14}")
_PHONE = re.compile(r"(?:\+86)?\d{7,13}")
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff·]{2,}")
_LATIN = re.compile(r"[a-zA-Z]+")
_ASKED_BY_RULES = ("company_id", "partner_share")


class ResPartner(models.Model):
    """One box that finds a person: number, pinyin, name, birth year, in any order."""

    _inherit = "res.partner"

    resident_search = fields.Char(
        "Find a person", store=False, search="_search_resident_search", groups=RESIDENT_USER
    )

    @api.model
    def _search(self, domain, *args, **kwargs):
        """A village doctor who asks for residents gets the unit as a condition of its own.

        It changes nothing in what is found. But the rule also lets pass contacts that are no
        residents, and with that "or" PostgreSQL can't read one village in the order of names;
        with many units it does not read it so anyway, and estimates better without.
        """
        domain = Domain(domain)
        if not self.env.su and self._asks_for_residents(domain):
            unit_ids = self.env.user._get_resident_unit_ids()
            if len(unit_ids) < 2:
                domain &= Domain("resident_unit_id", "in", unit_ids)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _has_field_access(self, field, operation):
        # asked for each value of a list: here without taking a list of groups apart each time
        if field.groups == RESIDENT_USER and not self.env.su:
            return self.env.user._has_group(RESIDENT_USER)
        return super()._has_field_access(field, operation)

    def _determine_fields_to_fetch(self, field_names=None, ignore_when_in_cache=False):
        """The rule of companies is asked of what was read: else every column is read for it."""
        if field_names and not self.env.su:
            field_names = [*field_names, *_ASKED_BY_RULES]
        return super()._determine_fields_to_fetch(field_names, ignore_when_in_cache)

    @staticmethod
    def _asks_for_residents(domain):
        leaves = domain.children if isinstance(domain, DomainAnd) else [domain]
        return any(
            getattr(leaf, "field_expr", "") == "is_resident"
            and (leaf.operator, leaf.value) in (("=", True), ("in", [True]))
            for leaf in leaves
        )

    @api.model
    def _search_resident_search(self, operator, value):
        """Words are found together: ``zsf 1953`` or ``zsf1953`` is initials zsf and born in 1953.

        A whole number is found exactly; letters are the beginning of the pinyin or of its
        initials; four digits the year of birth, eight the date or a telephone; other digits a
        telephone; other characters the beginning of the name or of the given name.
        """
        if operator not in ("=", "in", "ilike", "like", "=ilike"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else value
        return Domain.OR(self._get_search_domain(text) for text in texts if text)

    @api.model
    def _get_search_domain(self, text):
        words = _YEAR_BEHIND_NAME.sub(" ", unicodedata.normalize("NFKC", text)).split()
        domain = Domain("is_resident", "=", True) & Domain.AND(map(self._get_word_domain, words))
        # a single letter or surname fits so many that the list's own order finds them sooner
        if all(len(word) == 1 or _NUMBER.fullmatch(word) for word in words):
            return domain
        return self._find_first(domain)

    @api.model
    def _find_first(self, domain):
        """The same domain, but looked up by its own indexes before anything else.

        Who has the same surname stands together in the list's order by name. PostgreSQL takes
        them for evenly spread and would read the whole county until it comes to them.
        """
        found = self.with_context(active_test=False)._search(domain)

        def to_sql(_model, alias, _query):
            return SQL("%s = ANY(ARRAY(%s))", SQL.identifier(alias, "id"), found.select())

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _get_word_domain(self, word):
        if _YEAR.fullmatch(word):
            return self._get_birth_domain(f"{word}0101", f"{word}1231")
        if _BIRTH.fullmatch(word):
            return self._get_birth_domain(word, word) | self._get_phone_domain(word)
        if _PHONE.fullmatch(word):
            return self._get_phone_domain(word)
        if _NUMBER.fullmatch(word):
            return Domain("identity_number", "=", word)
        if _LATIN.fullmatch(word):
            letters = word.lower() + "%"
            return Domain("name_initials", "=like", letters) | Domain(
                "name_pinyin", "=like", letters
            )
        return self._get_name_domain(word)

    @api.model
    def _get_birth_domain(self, first, last):
        try:
            dates = [
                fields.Date.to_date(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in (first, last)
            ]
        except ValueError:
            return Domain.FALSE
        return Domain("birth_date", ">=", dates[0]) & Domain("birth_date", "<=", dates[1])

    @api.model
    def _get_phone_domain(self, word):
        phone = clean_phone(word) or word
        return Domain("phone_sanitized", "in", [phone, f"+86{phone.removeprefix('0')}"])

    @api.model
    def _get_name_domain(self, word):
        start = word.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        domain = Domain("name", "=like", start)
        if len(word) > 1:
            domain |= Domain("given_name", "=like", start)
        return domain

    @api.model
    def _get_searched_vals(self):
        """A new person begins with what was looked for: the number of the card, or the name."""
        searched = self.env.context.get("resident_searched") or [""]
        vals = {}
        for word in unicodedata.normalize("NFKC", str(searched[-1])).split():
            if _CHINESE_NAME.fullmatch(word):
                vals["name"] = word
            elif _NUMBER.fullmatch(word):
                with suppress(ValidationError):  # it was looked for, nobody claims that it is right
                    vals["identity_number"], _ = self._get_identity_kind()._check_number(word)
        return vals
