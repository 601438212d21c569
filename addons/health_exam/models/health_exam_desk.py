from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import read_card_text


class HealthExamDesk(models.AbstractModel):
    """The registration desk: one box that finds whoever stands before it, and registers him.

    The page asks with what was typed or scanned, in the body of a request: never in an address.
    """

    _name = "health.exam.desk"
    _description = "Registration Desk"

    @api.model
    def find(self, text):
        """Who is meant by an identity number, the text of a card reader, an archive or exam number,
        or words as name, pinyin and birth year.

        :return: ``{"message", "person", "choices"}``; ``person`` if it is exactly one, ``choices`` if
            several, else ``message`` says why nobody was found and what to do
        """
        self.env["health.exam"]._check_may_register()
        card = read_card_text(text)
        if not card.text:
            return self._answer(
                self.env._("Scan a card or a bar code, or type a number or a name.")
            )
        return (
            self._find_by_exam(card)
            or self._find_by_identity(card)
            or self._find_by_archive(card)
            or self._find_by_words(card)
        )

    @api.model
    def open_person(self, partner_id):
        """The same for a resident who was chosen from several."""
        self.env["health.exam"]._check_may_register()
        return self._show(self._browse_person(partner_id))

    @api.model
    def register(self, partner_id, package_ids, appointment_id=False):
        """Register a resident for an exam of today.

        :param package_ids: the packages chosen, at least one
        :param appointment_id: the appointment he comes for
        :return: as :meth:`find`, with his exam
        :raise UserError: he can't be examined, or is registered today already
        """
        person = self._browse_person(partner_id)
        self._check_can_register(person, package_ids)
        appointment = self.env["health.exam.appointment"].browse(appointment_id or ())
        if appointment:
            exam = appointment._make_exams(package_ids)
        else:
            exam = self.env["health.exam"].create(
                {"partner_id": person.id, "package_ids": package_ids}
            )
        return self._show(person, exam)

    @api.model
    def get_today(self):
        """How many the hospital registered today, and the last of them."""
        exams = self.env["health.exam"]
        exams._check_may_register()
        domain = [
            ("org_unit_id", "=", self.env.user.org_unit_id.id),
            ("date", "=", fields.Date.context_today(self)),
            ("state", "!=", "void"),
        ]
        last = exams.search_fetch(domain, ["exam_number", "state"], order="id DESC", limit=8)
        return {
            "count": exams.search_count(domain),
            "last": [
                {
                    "id": exam.id,
                    "number": exam.exam_number,
                    "name": exam.name,
                    "state": exam._get_state_name(),
                }
                for exam in last
            ],
        }

    @api.model
    def _check_can_register(self, person, package_ids):
        self.env["health.exam"]._check_may_register()
        person._check_alive()
        archive = person._get_exam_archive()
        today = fields.Date.context_today(self)
        # sudo: whoever registered him, and wherever; only the number is told
        if exam := self.env["health.exam"].sudo()._get_of_day(archive, today):
            raise UserError(
                self.env._(
                    "This resident is registered today already: exam %(number)s.",
                    number=exam[:1].exam_number,
                )
            )
        if not package_ids:
            raise UserError(self.env._("Choose at least one package."))

    @api.model
    def _browse_person(self, partner_id):
        person = self.env["res.partner"].browse(partner_id).exists()
        person.check_access("read")
        if not person.is_resident:
            raise UserError(self.env._("Choose the resident who is examined."))
        return person

    @api.model
    def _answer(self, message="", person=None, choices=()):
        return {"message": message, "person": person, "choices": list(choices)}

    @api.model
    def _sketch(self, person):
        """What tells one resident from another on a screen."""
        sexes = dict(person._fields["sex"]._description_selection(self.env))
        return {
            "id": person.id,
            "name": person.name,
            "sex": sexes.get(person.sex, ""),
            "age": person.age,
            "birth_date": format_date(self.env, person.birth_date) if person.birth_date else "",
            "identity_number": person.identity_number or "",
            "village": person.region_id.name or "",
        }
