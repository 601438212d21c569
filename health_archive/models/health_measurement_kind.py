from odoo import api, fields, models
from odoo.tools import float_repr

WOMAN = "2"


class HealthMeasurementKind(models.Model):
    """What is measured, in which unit, and which numbers are believed.

    Outside the *possible* range a number is refused; outside the *usual* one it is kept and
    marked, and who enters it confirms it. An upper limit of 0 means no limit.
    """

    _name = "health.measurement.kind"
    _inherit = ["dated.mixin"]
    _description = "Kind of Measurement"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]
    _is_kept = True

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    unit = fields.Char(required=True, help="As printed.")
    ucum = fields.Char("UCUM", help="Unit for exchange with laboratories.")
    loinc = fields.Char("LOINC", help="Code for exchange with laboratories.")
    decimals = fields.Integer()
    possible_min = fields.Float("Possible from", digits=(10, 3))
    possible_max = fields.Float("Possible up to", digits=(10, 3))
    usual_min = fields.Float("Usual from", digits=(10, 3))
    usual_max = fields.Float("Usual up to", digits=(10, 3))
    normal_min = fields.Float("Normal from", digits=(10, 3), help="Of men, where both differ.")
    normal_max = fields.Float("Normal up to", digits=(10, 3), help="Of men, where both differ.")
    normal_min_women = fields.Float("Women from", digits=(10, 3))
    normal_max_women = fields.Float("Women up to", digits=(10, 3))
    other_unit = fields.Char(help="Another unit in which devices show it, such as mg/dL.")
    other_factor = fields.Float(
        digits=(12, 6), help="One of the other unit is so much of the unit above."
    )
    is_common = fields.Boolean("Asked at every visit")

    _code_unique = models.UniqueIndex("(code)", "Another kind of measurement has this code.")
    _possible_order = models.Constraint(
        "CHECK (possible_max = 0 OR possible_max > possible_min)",
        "The possible range ends before it begins.",
    )
    _other_factor_positive = models.Constraint(
        "CHECK (COALESCE(other_factor, 0) >= 0)", "A unit is converted by a positive factor."
    )

    @api.model
    def _get_by_code(self, code):
        """The kind with this code, or an empty one."""
        return self.browse(kept[0] for _first, _last, kept in self._get_periods("code", code))

    def _format(self, value, with_unit=True):
        """``value`` as it is printed: with the decimals of the kind and its unit."""
        self.ensure_one()
        number = float_repr(value, self.decimals or 0)
        return f"{number} {self.unit}" if with_unit else number

    def _get_normal_range(self, sex):
        """``(from, up to)`` for a person of this sex; None where there is no limit."""
        self.ensure_one()
        low, high = self.normal_min, self.normal_max
        if sex == WOMAN and (self.normal_min_women or self.normal_max_women):
            low, high = self.normal_min_women, self.normal_max_women
        return low or None, high or None

    def _is_possible(self, value):
        self.ensure_one()
        return _is_between(value, self.possible_min, self.possible_max)

    def _is_unusual(self, value):
        self.ensure_one()
        return not _is_between(value, self.usual_min, self.usual_max)

    def _get_objection(self, value):
        """Why ``value`` is refused (impossible) or asked about (unusual); empty: it is usual."""
        self.ensure_one()
        if self._is_possible(value) and not self._is_unusual(value):
            return ""
        text = (
            self.env._("%(kind)s %(value)s is unusual.", **self._get_names(value))
            if self._is_possible(value)
            else self.env._(
                "%(kind)s %(value)s is impossible; possible is %(low)s to %(high)s.",
                **self._get_names(value),
            )
        )
        return f"{text} {self._get_unit_hint(value)}".strip()

    def _get_names(self, value):
        return {
            "kind": self.name,
            "value": self._format(value),
            "low": self._format(self.possible_min, with_unit=False),
            "high": self._format(self.possible_max),
        }

    def _get_unit_hint(self, value):
        """Says so if the number would be a usual one in the other unit."""
        converted = value * self.other_factor
        if not converted or not self._is_possible(converted) or self._is_unusual(converted):
            return ""
        return self.env._(
            "In %(other)s it would be %(converted)s: was the device set to %(other)s?",
            other=self.other_unit,
            converted=self._format(converted),
        )


def _is_between(value, low, high):
    return value >= low and (not high or value <= high)
