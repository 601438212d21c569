from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_repr

from ..tools import risk

SEXES = [("1", "Men"), ("2", "Women")]


class RiskResult(NamedTuple):
    """A score, how it is printed and the ``health.risk.band`` it lies in."""

    score: float
    text: str
    band: models.BaseModel


class HealthRiskTool(models.Model):
    """A published formula or questionnaire that grades a health risk (domain G).

    A new edition is a new record; the old one ends, and what it graded keeps its words.
    """

    _name = "health.risk.tool"
    _inherit = ["dated.mixin"]
    _description = "Risk Assessment Tool"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    method = fields.Selection(
        [
            ("body_mass_index", "Body mass index"),
            ("waist", "Waist"),
            ("blood_pressure", "Blood pressure"),
            ("filtration_rate", "CKD-EPI"),
            ("diabetes_score", "Chinese diabetes risk score"),
            ("china_par", "China-PAR"),
            ("points", "Sum of points"),
        ],
        required=True,
        default="points",
    )
    in_use = fields.Boolean(default=True, help="Offered to the doctors.")
    unit = fields.Char(translate=True)
    decimals = fields.Integer()
    age_from = fields.Integer("From age")
    age_to = fields.Integer("Up to age", help="0: no limit.")
    needs_sex = fields.Boolean("Differs by sex")
    is_estimate = fields.Boolean("Estimate", help="The coefficients are reconstructed.")
    formula = fields.Text(required=True, translate=True)
    limits = fields.Text(translate=True, help="What the result does not say.")
    item_ids = fields.One2many("health.risk.item", "tool_id", "Inputs")
    value_ids = fields.One2many("health.risk.value", "tool_id", "Coefficients and points")
    band_ids = fields.One2many("health.risk.band", "tool_id", "Bands")

    _code_unique = models.UniqueIndex(
        "(code, valid_from)", "This tool already has an edition from that date on."
    )

    @api.model
    def _get_offered(self, date=None):
        """Tools in use on ``date`` (today)."""
        date = date or fields.Date.context_today(self)
        return self.search([*self._in_force_domain(date), ("in_use", "=", True)])

    def _get_refusal(self, person):
        """Why the tool gives no result for ``person``; empty: it does."""
        self.ensure_one()
        if not person.birth_date and (self.age_from or self.age_to):
            return self.env._("Enter the birth date of the resident first.")
        if person.age < self.age_from or (self.age_to and person.age > self.age_to):
            return self.env._(
                "%(tool)s holds for %(limits)s; this resident is %(age)s.",
                tool=self.name,
                limits=self._get_age_text(),
                age=person.age,
            )
        if self.needs_sex and person.sex not in dict(SEXES):
            return self.env._("%(tool)s differs by sex: enter the sex first.", tool=self.name)
        return ""

    def _get_age_text(self):
        if self.age_to:
            return self.env._("ages %(low)s to %(high)s", low=self.age_from, high=self.age_to)
        return self.env._("ages from %(low)s on", low=self.age_from)

    def _get_result(self, answers):
        """Score and band of these answers.

        :param answers: ``{key of an item: number or bool}``, with ``age`` (years) and ``sex``
        :raise UserError: no band covers the score
        """
        self.ensure_one()
        score = getattr(self, f"_score_{self.method}")(answers)
        band = self._get_band(score, answers["sex"])
        if not band:
            raise UserError(self.env._("“%(tool)s” has no band for this.", tool=self.name))
        return RiskResult(score, self._format_result(score, answers), band)

    def _get_band(self, score, sex):
        bands = self.band_ids.filtered(lambda b: b.sex in (False, sex) and b.lower <= score)
        return bands.sorted("lower")[-1:]

    def _format_result(self, score, answers):
        if self.method == "blood_pressure":  # a grade says nothing, the pressures do
            return f"{answers['sbp']:.0f}/{answers['dbp']:.0f} mmHg"
        return self._format_score(score, answers["sex"])

    def _format_score(self, score, sex):
        """Rounded; unrounded too where rounding alone would change the band (23.96 is normal)."""
        text = float_repr(score, self.decimals)
        if self._get_band(float(text), sex) != self._get_band(score, sex):
            text = f"{text} ({float_repr(score, self.decimals + 2)})"
        return f"{text} {self.unit or ''}".strip()

    def _get_steps(self, sex):
        """``{term: [(lower bound, value)]}`` for this sex."""
        rows = self.value_ids.filtered(lambda row: row.sex in (False, sex))
        return {
            term: [(row.lower, row.value) for row in group]
            for term, group in rows.grouped("term").items()
        }

    def _get_coefficients(self, sex):
        """``{term: value}`` for this sex."""
        return {term: steps[0][1] for term, steps in self._get_steps(sex).items()}

    def _score_body_mass_index(self, answers):
        return risk.body_mass_index(answers["weight"], answers["height"])

    def _score_waist(self, answers):
        return answers["waist"]

    def _score_blood_pressure(self, answers):
        steps = self._get_steps(answers["sex"])
        return risk.blood_pressure_grade(answers["sbp"], answers["dbp"], steps["sbp"], steps["dbp"])

    def _score_filtration_rate(self, answers):
        coefficients = self._get_coefficients(answers["sex"])
        return risk.filtration_rate(answers["crea"], answers["age"], coefficients)

    def _score_diabetes_score(self, answers):
        tables = self._get_steps(answers["sex"])
        for term in ("family_diabetes", "sex"):
            tables[term] = tables[term][0][1]
        bmi = risk.body_mass_index(answers["weight"], answers["height"])
        return risk.diabetes_score(answers | {"bmi": bmi}, tables)

    def _score_china_par(self, answers):
        return risk.china_par(answers, self._get_coefficients(answers["sex"]))

    def _score_points(self, answers):
        return sum(item.points for item in self.item_ids if answers[item.key])
