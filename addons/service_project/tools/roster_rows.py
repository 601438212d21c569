"""Rows of a list, turned into people on a roster."""

from contextlib import suppress

from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import check_identity_number
from odoo.addons.resident.tools import check_person_name, clean_phone
from odoo.addons.safe_spreadsheet.tools import ColumnError, normalize

from .day import service_today
from .roster_list import read_grade


class RosterRows:
    """Reads rows for one project, all of them in a few queries.

    After :meth:`read`, ``known`` is ``{row number: person}`` of whom the centre knew before, and
    ``new`` ``{row number: values of a resident}``.
    """

    def __init__(self, project):
        self.env, self.project = project.env, project
        self.known, self.new, self.members = {}, {}, {}

    def find_doubles(self, table):
        """Errors of the rows whose number stands further up in the file already."""
        errors, first_rows = [], {}
        for column in ("identity_number", "external_ref"):
            for row in table.rows:
                value = self._get_key(column, row.values[column])
                first = value and first_rows.setdefault((column, value), row.number)
                if first and first != row.number:
                    reason = self.env._("Row %(row)s has this number already.", row=first)
                    errors.append(table.make_error(row, reason, column))
        return errors

    def _get_key(self, column, text):
        if column == "identity_number":
            # 15 and 18 digits of the same person are the same number
            with suppress(ValidationError):
                return check_identity_number(self.env, text)
        return normalize(text or "").upper()

    def read(self, rows):
        """Take in rows.

        :raise ColumnError: of the first row that cannot be put on the roster; it says why
        """
        self._numbers = {row.number: self._read_number(row.values) for row in rows}
        self._persons = self._read_persons()
        self._categories = self._read_categories()
        self._on_roster = self._read_on_roster()
        self._taken_refs = self._read_taken_refs(rows)
        for row in rows:
            self._take(row)

    def make_members(self):
        """Values of the members, after the residents that are new were made."""
        numbers = list(self.new)
        partners = self.env["res.partner"]
        made = partners._create_residents([self.new[n] for n in numbers]) if numbers else partners
        persons = self.known | dict(zip(numbers, made, strict=True))
        return [vals | {"partner_id": persons[n].id} for n, vals in self.members.items()]

    def _read_number(self, values):
        try:
            return check_identity_number(self.env, values["identity_number"])
        except ValidationError as error:
            # a refused number is close to somebody's real one: the list of errors leaves it out
            reason = str(error).replace(normalize(values["identity_number"]).upper(), "…")
            raise ColumnError("identity_number", reason) from error

    def _read_persons(self):
        """``{number: person}``, also of who is out of the user's scope."""
        documents = self.env["resident.identity"]
        vault = documents._get_vault()
        indexes = {vault.blind_index(number): number for number in self._numbers.values()}
        # sudo: a number is one person's in the whole county; who is out of the scope is refused
        found = documents.sudo().search(
            [("blind_index", "in", list(indexes)), ("owner", "=", "self")]
        )
        return {indexes[document.blind_index]: document.partner_id for document in found}

    def _read_categories(self):
        categories = self.env["service.category"]
        found = categories.search(categories._in_force_domain(self.project.date_start))
        words = {}
        for row in found:
            for word in row._get_words():
                words.setdefault(normalize(word), set()).add(row)
        # a word for two categories says too little: the list has to name one of them
        return {word: rows.pop() for word, rows in words.items() if len(rows) == 1}

    def _read_on_roster(self):
        rows = self.env["service.member"].search(
            [
                ("project_id", "=", self.project.id),
                ("exit_date", "=", False),
                ("partner_id", "in", [person.id for person in self._persons.values()]),
            ]
        )
        return {row.partner_id.id: row for row in rows}

    def _read_taken_refs(self, rows):
        refs = [row.values["external_ref"] for row in rows if row.values["external_ref"]]
        domain = [("project_id", "=", self.project.id), ("exit_date", "=", False)]
        taken = self.env["service.member"].search([*domain, ("external_ref", "in", refs)])
        return {row.external_ref: row for row in taken}

    def _take(self, row):
        values, number = row.values, self._numbers[row.number]
        if holder := self._taken_refs.get(values["external_ref"]):
            reason = self.env._("%(name)s has this number already.", name=holder.display_name)
            raise ColumnError("external_ref", reason)
        person = self._persons.get(number)
        if person:
            self.known[row.number] = self._check_known(person, values)
        else:
            self.new[row.number] = self._make_person(values, number)
        self.members[row.number] = {
            "project_id": self.project.id,
            "category_id": self._find_category(values["category"]).id,
            "certificate_number": values["certificate_number"],
            "disability_grade": self._find_grade(values["disability_grade"]),
            "entry_date": values["entry_date"] or self._get_first_day(),
            "external_ref": values["external_ref"],
        }

    def _get_first_day(self):
        """Without a date a list stands for the whole project, or from today once it runs."""
        return self.project.date_start or service_today()

    def _check_known(self, person, values):
        """The person, as the user sees it."""
        own = person.with_env(self.env)._filtered_access("read")
        if not own:
            raise ColumnError(
                "identity_number",
                self.env._(
                    "Another unit keeps a person with this number. Ask the administrator to "
                    "change the unit in charge."
                ),
            )
        if own.name != normalize(values["name"]):
            raise ColumnError(
                "name",
                self.env._(
                    "This number belongs to “%(known)s” already. Compare name and number with "
                    "the card.",
                    known=own.name,
                ),
            )
        if row := self._on_roster.get(own.id):
            raise ColumnError(
                "name",
                self.env._(
                    "%(name)s is on this roster since %(date)s already.",
                    name=own.name,
                    date=row.entry_date,
                ),
            )
        return own

    def _make_person(self, values, number):
        try:
            name = check_person_name(self.env, values["name"])
        except ValidationError as error:
            raise ColumnError("name", str(error)) from error
        phone = values["phone"] and clean_phone(values["phone"])
        if values["phone"] and not phone:
            raise ColumnError("phone", self.env._("This is no telephone number."))
        return {
            "name": name,
            "is_resident": True,
            "resident_unit_id": self.project.service_unit_id.id,
            "identity_number": number,
            "phone": phone,
            "street": values["street"],
            "residence_type": "1",
        }

    def _find_category(self, word):
        found = self._categories.get(normalize(word))
        if not found:
            names = "、".join(dict.fromkeys(row.name for row in self._categories.values()))
            raise ColumnError(
                "category",
                self.env._(
                    "“%(word)s” is no category. Possible are: %(names)s.",
                    word=word[:20],
                    names=names,
                ),
            )
        return found

    def _find_grade(self, text):
        grade = read_grade(text)
        if grade is None:
            raise ColumnError(
                "disability_grade", self.env._("Disability grades are 1 to 10, or empty.")
            )
        return grade
