from dataclasses import dataclass, field

from odoo import fields
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools.basic_form_places import BadValue
from odoo.addons.l10n_cn_civil.tools import check_identity_number
from odoo.addons.resident.tools import mask_identity_number
from odoo.addons.safe_spreadsheet.tools import normalize

from .followup_answers import FollowupAnswers


@dataclass
class Visit:
    """What becomes of a good row: a visit of an archive, whose enrolment is found on writing."""

    number: str
    archive: object = None
    vals: dict = field(default_factory=dict)


class FollowupListBuilder:
    """Turns rows into values of follow-ups; whatever they name is read in a few queries for all.

    :param document: import, in the environment of the user: what he may not see does not exist
    :param rows: rows of one part of the list
    """

    def __init__(self, document, rows):
        self.env, self.rows, self.document = document.env, rows, document
        self.programme = document.programme_id
        self.today = fields.Date.context_today(document)
        followups = document._get_followups()
        self.answers = FollowupAnswers(followups, document._get_boxes())
        self.visits, self.errors = {}, []

    def build(self):
        """Fill ``visits`` {row number: visit} and ``errors`` [(row number, column, reason)]."""
        for row in self.rows:
            self._read(row)
        self._read_known()
        for number, values in [(row.number, row.values) for row in self.rows]:
            if visit := self.visits.get(number):
                try:
                    self._recognise(visit, values)
                except BadValue as error:
                    self._refuse(number, [error])
        return self

    def _refuse(self, number, errors):
        self.visits.pop(number, None)
        self.errors += [(number, error.column, str(error)) for error in errors]

    def _read(self, row):
        try:
            visit = Visit(check_identity_number(self.env, row.values["identity_number"]))
        except ValidationError as error:
            # a refused number is close to somebody's real one: it isn't kept in clear
            given = normalize(row.values["identity_number"]).upper()
            message = str(error).replace(given, mask_identity_number(given))
            self._refuse(row.number, [BadValue("identity_number", message)])
            return
        visit.vals, errors = self.answers.read(row.values)
        visit.vals["date"] = row.values["date"]
        if row.values["date"] > self.today:
            errors.append(BadValue("date", self.env._("This day is in the future.")))
        self.visits[row.number] = visit
        if errors:
            self._refuse(row.number, errors)

    def _read_known(self):
        documents = self.env["resident.identity"]
        vault = documents._get_vault()
        self.indexes = {v.number: vault.blind_index(v.number) for v in self.visits.values()}
        # sudo: the number only finds the person; what may be seen of him is asked below
        found = documents.sudo().search_fetch(
            [("blind_index", "in", list(self.indexes.values())), ("owner", "=", "self")],
            ["blind_index", "partner_id"],
        )
        partners = {document.blind_index: document.partner_id.id for document in found}
        archives = self.env["health.archive"].search(
            [("partner_id", "in", list(partners.values())), ("state", "=", "active")]
        )
        by_partner = {archive.partner_id.id: archive for archive in archives}
        self.archives = {index: by_partner.get(id_) for index, id_ in partners.items()}
        enrolments = self.document._get_enrolments().search(
            [("archive_id", "in", archives.ids), ("programme_id", "=", self.programme.id)],
        )
        self.enrolments = enrolments.grouped("archive_id")
        visited = self.document._get_followups().search_fetch(
            [("enrolment_id", "in", enrolments.ids), ("seal_state", "!=", "superseded")],
            ["enrolment_id", "date"],
        )
        self.visited = {(visit.enrolment_id, visit.date) for visit in visited}
        units = self.env["org.unit"].browse(self.env.user._get_resident_unit_ids())
        doctors = self.env["res.users"].search([("org_unit_id", "in", units.ids)])
        self.doctors = {}
        for doctor in doctors:
            for word in {normalize(doctor.login), normalize(doctor.name)}:
                self.doctors.setdefault(word, []).append(doctor)

    def _recognise(self, visit, values):
        archive = self.archives.get(self.indexes[visit.number])
        if not archive:
            message = self.env._("Nobody with this number has an archive in use in your units.")
            raise BadValue("identity_number", message)
        if archive.partner_id.name != values["name"].strip():
            message = self.env._(
                "This number belongs to “%(known)s”. Compare name and number with the card.",
                known=archive.partner_id.name,
            )
            raise BadValue("name", message)
        visit.archive = archive
        enrolment = self._find_enrolment(archive, visit.vals["date"])
        if (enrolment, visit.vals["date"]) in self.visited:
            message = self.env._("A visit of this day is in already.")
            raise BadValue("date", message)
        visit.vals["doctor_id"] = self._find_doctor(values["doctor_id"])

    def _find_enrolment(self, archive, date):
        """The enrolment that holds a visit of this day; none if it is to be opened."""
        enrolments = self.enrolments.get(archive, self.document._get_enrolments())
        for enrolment in enrolments:
            if enrolment.state != "closed" and enrolment.enrolled_date <= date:
                return enrolment
        if self.document.is_enrolling:
            return enrolments.filtered(lambda enrolment: enrolment.state != "closed")[:1]
        message = self.env._(
            "On this day the resident wasn't in “%(programme)s”. Enrol the resident, or choose "
            "that the import does it.",
            programme=self.programme.name,
        )
        raise BadValue("date", message)

    def _find_doctor(self, text):
        if not text:
            return self.env.uid
        found = self.doctors.get(normalize(text), ())
        if len(found) != 1:
            message = self.env._(
                "“%(text)s” is no user of your units. Write the login when several have this name.",
                text=text[:30],
            )
            raise BadValue("doctor_id", message)
        return found[0].id
