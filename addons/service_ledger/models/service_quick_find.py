from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.service_project.tools import service_today

MAX_CHOICES = 10
CARD = "SV:"
"""Begins what the QR code of a member's card holds."""


class ServiceQuickEntry(models.AbstractModel):
    """Who stands before the page: by card, number, name or pinyin."""

    _inherit = "service.quick.entry"

    @api.model
    @api.readonly
    def find(self, text, project_id):
        """Who is meant by the code of a card, a certificate number, a number in another platform,
        an identity number, or words as name, pinyin and birth year.

        :return: ``{"message", "person", "choices"}``; ``person`` if it is exactly one, ``choices`` if
            several, else ``message`` says what to do
        """
        project = self._browse_project(project_id)
        text = (text or "").strip()
        if not text:
            return self._answer(self.env._("Scan the card, or type a number or a name."))
        members = self._find_by_number(text, project)
        if members is not None:
            if not members:
                return self._answer(
                    self.env._("This card is not one of this project. Type the name instead.")
                )
            return self._choose(members.partner_id, project)
        return self._choose(self._find_by_words(text, project), project)

    @api.model
    @api.readonly
    def open_person(self, partner_id, project_id):
        """The same for somebody who was chosen from several."""
        person = self.env["res.partner"].browse(partner_id).exists()
        person.check_access("read")
        return self._answer(person=self._sketch(person, self._browse_project(project_id), True))

    @api.model
    def _browse_project(self, project_id):
        project = self.env["project.project"].browse(project_id).exists()
        project.check_access("read")
        if not project.is_service:
            raise UserError(self.env._("Choose the service project first."))
        return project

    @api.model
    def _find_by_number(self, text, project):
        """Rows of the roster; None where the text is no number of a card or certificate."""
        members = self.env["service.member"]
        here = Domain("project_id", "=", project.id)
        if text.startswith(CARD):
            return members.search(here & Domain("card_code", "=", text.removeprefix(CARD)))
        number = Domain("certificate_number", "=", text) | Domain("external_ref", "=", text)
        return members.search(here & number, order="exit_date DESC, id DESC") or None

    @api.model
    def _find_by_words(self, text, project):
        """People of the roster, or whoever else of the centre has that name."""
        people = self.env["res.partner"]
        words = Domain("resident_search", "=", text)
        on_roster = self.env["service.member"]._search(project._get_roster_domain())
        found = people.search(
            words & Domain("id", "in", on_roster.subselect("partner_id")), limit=MAX_CHOICES + 1
        )
        return found or people.search(words, limit=MAX_CHOICES + 1)

    @api.model
    def _choose(self, people, project):
        if len(people) == 1:
            return self._answer(person=self._sketch(people, project, True))
        if not people:
            return self._answer(
                self.env._(
                    "Nobody was found. Somebody unknown can't be entered: add the person to the "
                    "roster first, or as a resident of the centre."
                )
            )
        message = self.env._("Who is it? Compare the birth date.")
        if len(people) > MAX_CHOICES:
            message = self.env._("Many have this name: add the year of birth.")
        choices = [self._sketch(person, project) for person in people[:MAX_CHOICES]]
        return self._answer(message, choices=choices)

    @api.model
    def _answer(self, message="", person=None, choices=()):
        return {"message": message, "person": person, "choices": list(choices)}

    @api.model
    def _sketch(self, person, project, is_whole=False):
        """What tells one person from another, and what to know before serving him."""
        sexes = dict(person._fields["sex"]._description_selection(self.env))
        sketch = {
            "id": person.id,
            "name": person.name,
            "sex": sexes.get(person.sex, ""),
            "age": person.age,
            "birth_date": format_date(self.env, person.birth_date) if person.birth_date else "",
            "street": person.street or "",
        }
        return sketch | (self._describe(person, project) if is_whole else {})

    @api.model
    def _describe(self, person, project):
        member = self.env["service.member"].search(
            project._get_roster_domain() & Domain("partner_id", "=", person.id), limit=1
        )
        reasons = dict(member._fields["priority_reason"]._description_selection(self.env))
        own = [("project_id", "=", project.id), ("partner_id", "=", person.id)]
        last = self.env["service.entry"].search([*own, ("state", "=", "done")], limit=10)
        demands = {}
        for row in last:
            demands.setdefault(row.kind_id.id, row.demand or "")
        today = service_today()
        return {
            "category": member.category_id.name or "",
            "priority": reasons.get(member.priority_reason, ""),
            "warning": ""
            if member
            else self.env._("Not on the roster today: the row is kept, but won't count."),
            "demands": demands,
            "done_today": [row.kind_id.name for row in last if row.date == today],
        }
