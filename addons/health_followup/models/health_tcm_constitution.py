from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

from ..tools import tcm

QUESTIONS = 33


class HealthTcmConstitution(models.Model):
    """One of the nine constitutions, and the questions that tell it (domain C.6)."""

    _name = "health.tcm.constitution"
    _inherit = ["dated.mixin", "health.coded.mixin"]
    _description = "Constitution in Chinese Medicine"
    _order = "sequence, id"
    _rec_name = "code_id"

    code_id = one_code("tcm_constitution", "Constitution", required=True, sensitive=None)
    sequence = fields.Integer(default=10)
    key = fields.Char(required=True, help="The box of its points is tcm_ and this key.")
    items = fields.Char("Questions", required=True, help="Numbers, separated by commas.")
    reversed_items = fields.Char(
        "Questions against it", help="Numbers of those where an answer x counts 6 - x."
    )
    is_balanced = fields.Boolean("Balanced", help="Holds only while none of the others does.")
    contradicts_id = fields.Many2one(
        "health.tcm.constitution", ondelete="set null",
        help="Both at once can't be: the questions are asked again.",
    )  # fmt: skip

    _key_unique = models.UniqueIndex("(key, valid_from)", "This constitution is there already.")

    @api.constrains("items", "reversed_items")
    def _check_items(self):
        for constitution in self:
            texts = [*_split(constitution.items), *_split(constitution.reversed_items)]
            if not all(text.isdecimal() and 1 <= int(text) <= QUESTIONS for text in texts):
                raise ValidationError(
                    self.env._("Write numbers of questions, 1 to 33, separated by commas.")
                )

    @api.model
    def _get_in_force(self, date):
        # sudo: the questionnaire is a published norm
        return self.sudo().search(self._in_force_domain(date))

    def _add_up(self, answers):
        """Points for ``answers``, ``{number: 1 to 5}``; 0 while one of its questions is open."""
        self.ensure_one()
        items, against = (
            [int(text) for text in _split(texts)] for texts in (self.items, self.reversed_items)
        )
        return tcm.add_up(answers, items, against)

    def _grade(self, scores, date):
        """``{constitution: grade}`` of all of ``self``, see ``tools.tcm``.

        :param scores: ``{constitution: points}``
        """
        bands = self.env["health.scale.band"]
        others = self.filtered(lambda constitution: not constitution.is_balanced)
        grades = {
            other: int(bands._get_code("tcm", scores[other], date).code or tcm.NO)
            for other in others
        }
        lower = min((step[0] for step in bands._get_steps("tcm_balanced", date)), default=0)
        for balanced in self - others:
            grades[balanced] = tcm.grade_balanced(scores[balanced], lower, grades.values() or [0])
        return grades


def _split(text):
    return [part.strip() for part in (text or "").split(",") if part.strip()]
