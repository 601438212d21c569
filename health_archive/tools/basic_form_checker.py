import re

from odoo import fields
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import (
    check_identity_number,
    identity_birth_date,
    identity_sex,
)
from odoo.addons.resident.tools import check_person_name, clean_phone, mask_identity_number
from odoo.addons.safe_spreadsheet.tools import normalize

from .basic_form import CHOICE_KEYS, CHOICES, LABELS, TEXTS

MAX_TEXT = 200
SEX_OF = {"male": "1", "female": "2"}
_BLANKS = re.compile(r"\s")
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


class BasicFormChecker:
    """Finds what is wrong in a row by itself, and numbers that stand twice in one file.

    It sees all rows in their order, once, and leaves the values of a good row in their canonical
    form: numbers in half width, a sex as its code.
    """

    def __init__(self, env):
        self.env = env
        self.today = fields.Date.context_today(env.user)
        self.kinds = _read_kinds(env)
        self.default_kind = env["res.partner"]._get_identity_kind()
        self.first_rows = {}

    def find(self, line):
        """Errors of a line: ``[(heading, reason)]``."""
        errors = [(error.header, error.message) for error in line.errors]
        if not line.row:
            return errors
        found = []
        self.values, self.found = line.row.values, found
        self._check_name()
        self._check_choices()
        self._check_texts()
        self._check_phones()
        self._check_number()
        self._check_dates()
        self._check_archive_number()
        for column in ("identity_number", "archive_number"):
            self._check_twice(column, line.number)
        return errors + [(LABELS[column], reason) for column, reason in found]

    def _refuse(self, column, reason):
        self.found.append((column, reason))

    def _check_name(self):
        try:
            self.values["name"] = check_person_name(self.env, self.values["name"])
        except ValidationError as error:
            self._refuse("name", str(error))

    def _check_choices(self):
        for column, keys in CHOICE_KEYS.items():
            if text := self.values[column]:
                self.values[column] = keys.get(normalize(text))
                if self.values[column] is None:
                    words = "、".join(f"{key} {w[0]}" for key, w in CHOICES[column].items())
                    self._refuse(
                        column,
                        self.env._(
                            "“%(text)s” is not possible here. Possible are: %(words)s.",
                            text=text[:20],
                            words=words,
                        ),
                    )

    def _check_texts(self):
        for column in (*TEXTS, "street"):
            text = self.values[column]
            if not text:
                continue
            if len(text) > MAX_TEXT:
                reason = self.env._(
                    "The text has %(count)s characters; at most %(limit)s are possible.",
                    count=len(text),
                    limit=MAX_TEXT,
                )
                self._refuse(column, reason)
            elif picture := _PICTURES.search(text):
                self._refuse(
                    column,
                    self.env._("“%(sign)s” is a picture, no character.", sign=picture[0]),
                )

    def _check_phones(self):
        for column in ("phone", "contact_phone"):
            if text := self.values[column]:
                self.values[column] = clean_phone(text)
                if not self.values[column]:
                    self._refuse(
                        column,
                        self.env._(
                            "“%(phone)s” is no telephone number. Write 11 digits for a mobile, or "
                            "area code and number.",
                            phone=text[:30],
                        ),
                    )

    def _check_number(self):
        text = self.values["identity_number"]
        kind = self._find_kind()
        if not kind:
            return
        self.values["kind"] = kind.id
        if not text:
            self._check_without_number()
            return
        try:
            number, is_identity = self._read_number(kind, text)
        except ValidationError as error:
            # a refused number is close to somebody's real one: it isn't kept in clear
            clear = normalize(_BLANKS.sub("", text)).upper()
            self._refuse("identity_number", str(error).replace(clear, mask_identity_number(clear)))
            return
        self.values["identity_number"] = number
        if is_identity:
            self._compare(number)
        else:
            self._check_without_number()

    def _find_kind(self):
        text = self.values["kind"]
        if not text:
            return self.default_kind
        word = normalize(text)
        kind = self.kinds.get(word) or self.kinds.get(word.zfill(2))
        if not kind:
            self._refuse("kind", self.env._("“%(text)s” is no kind of document.", text=text[:20]))
        return kind

    def _read_number(self, kind, text):
        if kind == self.default_kind:
            return check_identity_number(self.env, text), True
        return kind._check_number(text)

    def _check_without_number(self):
        for column in ("birth_date", "sex"):
            if not self.values[column]:
                self._refuse(column, self.env._("Needed for somebody without an identity number."))

    def _compare(self, number):
        """Birth date and sex are those of the number; where they are missing they follow."""
        born, sex = identity_birth_date(number), SEX_OF[identity_sex(number)]
        given_birth, given_sex = self.values["birth_date"], self.values["sex"]
        if given_birth and given_birth != born:
            self._refuse(
                "birth_date",
                self.env._(
                    "%(given)s is not the birth date in the identity number, %(born)s.",
                    given=given_birth,
                    born=born,
                ),
            )
        if given_sex in SEX_OF.values() and given_sex != sex:
            words = CHOICES["sex"]
            self._refuse(
                "sex",
                self.env._(
                    "“%(given)s” is not the sex in the identity number, “%(sex)s”.",
                    given=words[given_sex][0],
                    sex=words[sex][0],
                ),
            )
        self.values |= {"birth_date": given_birth or born, "sex": given_sex or sex}

    def _check_dates(self):
        born, built = self.values["birth_date"], self.values["archive_date"]
        for column, date in (("birth_date", born), ("archive_date", built)):
            if date and date > self.today:
                self._refuse(column, self.env._("This day is in the future."))
        if born and built and built < born:
            self._refuse("archive_date", self.env._("This day lies before the birth."))

    def _check_archive_number(self):
        if text := self.values["archive_number"]:
            number = re.sub(r"[\s-]", "", normalize(text))
            self.values["archive_number"] = number
            if not (len(number) == 17 and number.isascii() and number.isdigit()):
                self._refuse(
                    "archive_number",
                    self.env._(
                        "An archive number has 17 digits, here are %(count)s characters.",
                        count=len(number),
                    ),
                )

    def _check_twice(self, column, row_number):
        number = self.values[column]
        first = number and self.first_rows.setdefault((column, number), row_number)
        if first and first != row_number:
            self._refuse(column, self.env._("Row %(row)s has this number already.", row=first))


def _read_kinds(env):
    kinds = env["resident.identity.kind"].search([])
    return {word: kind for kind in kinds for word in (kind.code, kind.name)}
