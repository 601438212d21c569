from dataclasses import dataclass, field

from odoo.addons.safe_spreadsheet.tools import normalize

from .basic_form import TEXTS
from .basic_form_answers import Answers
from .basic_form_persons import Persons
from .basic_form_places import BadValue, Places

PERSON_FIELDS = ("phone", "street", "residence_type")


@dataclass
class Form:
    """What becomes of a good row: a person and an archive to create, or those that exist."""

    person: dict
    archive: dict
    sensitive: list = field(default_factory=list)
    known: object = None
    kept: object = None


class BasicFormBuilder:
    """Turns rows of basic forms into values; whatever they name is read in a few queries for all.

    :param env: environment of the user who imports: what he may not see does not exist
    :param rows: rows that passed :class:`.basic_form_checker.BasicFormChecker`
    """

    def __init__(self, env, rows, unit, system_name):
        self.env, self.rows, self.unit = env, rows, unit
        self.places = Places(env, unit)
        self.answers = Answers(env, system_name)
        self.ethnic_groups = _read_ethnic_groups(env)
        self.forms, self.errors = {}, []

    def build(self):
        """Fill ``forms`` {row number: form} and ``errors`` [(row number, column, reason)]."""
        for row in self.rows:
            form, errors = Form({}, {}), []
            for step in (self._place, self._person, self._archive):
                try:
                    errors += step(row.values, form) or ()
                except BadValue as error:
                    errors.append(error)
            self._keep(row.number, form, errors)
        persons = Persons(self.env, self.forms)
        for number, form in list(self.forms.items()):
            try:
                persons.recognise(form)
            except BadValue as error:
                self._keep(number, form, [error])

    def _keep(self, number, form, errors):
        self.errors += [(number, error.column, str(error)) for error in errors]
        if errors:
            self.forms.pop(number, None)
        else:
            self.forms[number] = form

    def _place(self, values, form):
        unit, village = self.places.find(values)
        form.person |= {"resident_unit_id": unit.id, "region_id": village.id}
        form.archive |= {"org_unit_id": unit.id, "region_id": village.id}

    def _person(self, values, form):
        form.person |= {
            "name": values["name"],
            "is_resident": True,
            "birth_date": values["birth_date"],
            "sex": values["sex"],
        }
        form.person |= {name: values[name] for name in PERSON_FIELDS if values[name]}
        if number := values["identity_number"]:
            form.person["identity"] = (int(values["kind"]), number)
        if text := values["ethnic_group_id"]:
            word = normalize(text)
            group = self.ethnic_groups.get(word) or self.ethnic_groups.get(word.zfill(2))
            if not group:
                message = self.env._("“%(text)s” is no ethnic group.", text=text[:20])
                raise BadValue("ethnic_group_id", message)
            form.person["ethnic_group_id"] = group

    def _archive(self, values, form):
        vals = form.archive
        vals |= {name: values[name] for name in (*TEXTS, "contact_phone") if values[name]}
        for name in ("archive_number", "archive_date"):
            if values[name]:
                vals[name] = values[name]
        if values["doctor_id"]:
            vals["doctor_id"] = self.places.find_doctor(values["doctor_id"]).id
        return self.answers.read(values, vals, form.sensitive)


def _read_ethnic_groups(env):
    found = {}
    for group in env["resident.ethnic.group"].search([]):
        found |= dict.fromkeys((group.code, group.name, group.name.removesuffix("族")), group.id)
    return found
