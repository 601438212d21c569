import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

WAN = Decimal(10000)
FACTOR = {"yuan": Decimal(1), "wan": WAN, "percent": Decimal(1)}


def read_printed(text):
    """Return a printed number as ``Decimal`` (up to eight decimals, commas allowed) or ``None``."""
    plain = (text or "").replace(",", "").strip()
    return Decimal(plain) if re.fullmatch(r"-?\d{1,12}(\.\d{1,8})?", plain) else None


def check_printed(env, *texts):
    """Check that each text is a printed number.

    :raise ValidationError: names the first that is not
    """
    for text in texts:
        if read_printed(text) is None:
            raise ValidationError(
                env._(
                    "“%(text)s” is not a number with at most eight decimals. "
                    "Type it as it is printed.",
                    text=text or "",
                )
            )


class BillingStatement(models.Model):
    """An arithmetic statement of the source document, recomputed without any rounding.

    Printed numbers stay text, so that 62.3 and 62.30 are told apart and no float takes part.
    """

    _name = "billing.statement"
    _description = "Stated Calculation"
    _inherit = ["server.guard.mixin"]
    _order = "project_id, sequence, id"

    project_id = fields.Many2one(
        "project.project", string="Contract", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    clause = fields.Char(help="Where the source document says so.")
    kind = fields.Selection(
        [("sum", "Sum"), ("ratio", "Ratio in percent")], required=True, default="sum"
    )
    unit = fields.Selection(
        [("yuan", "yuan"), ("wan", "10,000 yuan"), ("percent", "%")], required=True, default="wan"
    )
    term_ids = fields.One2many("billing.statement.term", "statement_id", copy=True)
    stated_value = fields.Char(string="Stated", required=True, help="The result as it is printed.")
    formula = fields.Char(compute="_compute_computed_value", store=True)
    computed_value = fields.Char(
        string="Computed", compute="_compute_computed_value", store=True,
        help="The exact result; percentages to eight decimals.",
    )  # fmt: skip
    difference = fields.Float(
        compute="_compute_computed_value", store=True, digits=(16, 4),
        help="Stated minus computed, in yuan; for ratios in percentage points.",
    )  # fmt: skip
    verdict = fields.Selection(
        [
            ("equal", "Agrees"),
            ("rounding", "Only rounding"),
            ("truncated", "Cut off instead of rounded"),
            ("different", "Differs"),
        ],
        compute="_compute_computed_value",
        store=True,
    )
    fund_id = fields.Many2one("billing.fund", index="btree_not_null", ondelete="set null")

    @api.depends(
        "kind", "unit", "stated_value", "term_ids.sign", "term_ids.factor", "term_ids.value",
        "term_ids.sequence",
    )  # fmt: skip
    def _compute_computed_value(self):
        for statement in self:
            exact = statement._get_exact()
            stated = read_printed(statement.stated_value) or Decimal(0)
            statement.formula = " ".join(statement.term_ids.mapped("formula")).removeprefix("+ ")
            statement.computed_value = f"{exact.quantize(Decimal('1e-8')).normalize():f}"
            statement.difference = float((stated - exact) * FACTOR[statement.unit])
            statement.verdict = statement._get_verdict(stated, exact)

    def _get_exact(self):
        """Return the exact result of the printed terms, in the unit of the statement."""
        sums = {"plus": Decimal(0), "minus": Decimal(0), "divide": Decimal(0)}
        for term in self.term_ids:
            sums[term.sign] += term._get_product()
        result = sums["plus"] - sums["minus"]
        if self.kind == "sum":
            return result
        return result / sums["divide"] * 100 if sums["divide"] else Decimal(0)

    def _get_verdict(self, stated, exact):
        if stated == exact:
            return "equal"
        if self.kind == "ratio":
            if stated == self._get_rounded():
                return "equal"
            return "truncated" if stated == self._get_rounded(ROUND_DOWN) else "different"
        tolerance = Decimal(str(self.env["billing.rule"]._get("rounding_tolerance")))
        is_rounding = abs(stated - exact) * FACTOR[self.unit] < tolerance
        return "rounding" if is_rounding else "different"

    def _get_rounded(self, rounding=ROUND_HALF_UP):
        """Return the exact result with as many decimals as the printed one has."""
        stated = read_printed(self.stated_value) or Decimal(0)
        return self._get_exact().quantize(Decimal(1).scaleb(stated.as_tuple().exponent), rounding)

    @api.constrains("stated_value")
    def _check_stated_value(self):
        check_printed(self.env, *self.mapped("stated_value"))

    @api.constrains("kind", "unit", "term_ids")
    def _check_terms(self):
        for statement in self:
            divided = "divide" in statement.term_ids.mapped("sign")
            is_ratio = statement.kind == "ratio"
            if (divided, statement.unit == "percent") != (is_ratio, is_ratio):
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: a ratio is a percentage and names what it is divided by; "
                        "a sum is in yuan and has nothing to divide by.",
                        name=statement.name,
                    )
                )
