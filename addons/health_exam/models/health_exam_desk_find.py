import re

from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import check_identity_number

from ..tools import split_sample_number

MAX_CHOICES = 10
_ARCHIVE = re.compile(r"\d{17}")


class HealthExamDesk(models.AbstractModel):
    """The ways to find a person; each gives an answer, or None where the text is not of its kind."""

    _inherit = "health.exam.desk"

    @api.model
    def _find_by_exam(self, card):
        parts = split_sample_number(card.text)
        if not parts:
            return None
        exam = self.env["health.exam"].search([("exam_number", "=", parts[0])])
        if exam:
            return self._show(exam.partner_id, exam)
        if card.numbers and self._check_numbers(card.numbers)[0]:
            return None  # an old identity number of 15 digits that looks like it
        return self._answer(
            self.env._("No exam of your hospital has the number %(number)s.", number=parts[0])
        )

    @api.model
    def _find_by_identity(self, card):
        if not card.numbers:
            return None
        number, error = self._check_numbers(card.numbers)
        if not number:
            return self._answer(error)
        persons = self.env["res.partner"]
        person = persons._get_by_identities([number]).get(number)
        if person:
            return self._show(person, card_name=card.name)
        if persons._is_kept_elsewhere(number):
            return self._answer(
                self.env._(
                    "This person's archive is kept by another institution. Have it handed over to "
                    "one of your villages, then register."
                )
            )
        return self._answer(
            self.env._(
                "Nobody has this identity number yet. Have the village doctor build the archive, "
                "then register."
            )
        )

    @api.model
    def _check_numbers(self, numbers):
        """``(number, "")`` of the first right one, else ``("", what is wrong with the first)``."""
        error = ""
        for number in numbers:
            try:
                return check_identity_number(self.env, number), ""
            except ValidationError as wrong:
                error = error or str(wrong)
        return "", error

    @api.model
    def _find_by_archive(self, card):
        if not _ARCHIVE.fullmatch(card.text):
            return None
        persons = self.env["res.partner"]
        found = persons._get_by_archive_numbers([card.text])
        if found:
            return self._show(next(iter(found.values())))
        return self._answer(
            self.env._(
                "No archive of your villages has this number. An archive number has 17 digits, an "
                "identity number 18 characters."
            )
        )

    @api.model
    def _find_by_words(self, card):
        found = self.env["res.partner"].search(
            [("resident_search", "=", card.text)], limit=MAX_CHOICES + 1
        )
        if len(found) == 1:
            return self._show(found)
        if not found:
            return self._answer(
                self.env._(
                    "Nobody of your villages was found by “%(text)s”. Type the name, its pinyin, or "
                    "scan the identity card.",
                    text=card.text if len(card.text) < 15 else "…",
                )
            )
        message = self.env._("Who is it? Compare the birth date with the person.")
        if len(found) > MAX_CHOICES:
            message = self.env._(
                "Many have this name: add the birth year, as “%(example)s”.", example="韦春花 1953"
            )
        return self._answer(
            message, choices=[self._sketch(person) for person in found[:MAX_CHOICES]]
        )
