from datetime import date as Date
from typing import Any, NamedTuple

from odoo import Command, fields, models

DIABETES = "3"
FAMILY = ("family_father_ids", "family_mother_ids", "family_sibling_ids", "family_child_ids")


class KnownAnswer(NamedTuple):
    """What the archive already knows of an input: its value, of which day, and from where."""

    value: Any
    date: Date
    origin: str


class HealthArchive(models.Model):
    """Risk assessments of the resident."""

    _inherit = "health.archive"

    assessment_ids = fields.One2many("health.risk.assessment", "archive_id", "Risk assessments")

    def action_assess_risk(self):
        """Open the risk assessment with what the archive knows filled in."""
        self.ensure_one()
        return self._open_part_wizard("health.risk.wizard", self.env._("Risk assessment"))

    def _get_known_answers(self, items):
        """``{key: KnownAnswer}`` of those inputs that the archive knows.

        Extended by add-ons that know more, such as whether somebody smokes.
        """
        self.ensure_one()
        known = {
            code: KnownAnswer(row.value, row._get_day(), self._get_measurement_origin(row))
            for code, row in self._get_latest_measurements(items.kind_id.mapped("code")).items()
        }
        return known | self._get_answers_of_form()

    def _get_measurement_origin(self, measurement):
        return self.env._("Measured (%(device)s)", device=measurement.device or self.env._("own"))

    def _get_answers_of_form(self):
        """What the basic form says: a history that is filled in answers with no, too."""
        origin, day = self.env._("Basic information form"), self.archive_date
        answers = {}
        if self.disease_history:
            codes = self.disease_ids.code_id.mapped("code")
            answers["diabetes"] = KnownAnswer(DIABETES in codes, day, origin)
        if any(self[name] for name in FAMILY):
            codes = [code for name in FAMILY for code in self[name].mapped("code")]
            answers["family_diabetes"] = KnownAnswer(DIABETES in codes, day, origin)
        return answers

    def _assess(self, tool, answers):
        """Keep the result of ``tool`` for one archive.

        :param answers: ``{key of an item: KnownAnswer}``, one for each item
        :raise UserError: the tool does not hold for this person, or the archive is closed
        """
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        result = tool._get_result(self._get_person_answers() | _get_values(answers))
        # sudo: nobody writes results himself; the right to do so was checked above
        assessment = self.env["health.risk.assessment"].sudo().create(
            {
                "archive_id": self.id,
                "tool_id": tool.id,
                "tool_name": tool.name,
                "score": result.score,
                "score_text": result.text,
                "band_name": result.band.name,
                "level": result.band.level,
                "advice": result.band.advice,
                "formula": tool.formula,
                "limits": tool.limits,
                "source": tool.source,
                "is_estimate": tool.is_estimate,
                "input_ids": [
                    Command.create(vals) for vals in self._prepare_inputs(tool, answers)
                ],
            }
        )  # fmt: skip
        return assessment.with_env(self.env)

    def _get_person_answers(self):
        return {"age": self.age, "sex": self.sex}

    def _prepare_inputs(self, tool, answers):
        today = fields.Date.context_today(self)
        sex = dict(self._fields["sex"]._description_selection(self.env)).get(self.sex, "")
        person = f"{sex} {self.age}".strip()
        rows = [(self.env._("Sex and age"), person, today, self.env._("Person"))]
        for item in tool.item_ids:
            answer = answers[item.key]
            rows.append((item.name, item._format(answer.value), answer.date, answer.origin))
        keys = ("name", "value_text", "date", "origin")
        return [dict(zip(keys, row, strict=True)) for row in rows]


def _get_values(answers):
    return {key: answer.value for key, answer in answers.items()}
