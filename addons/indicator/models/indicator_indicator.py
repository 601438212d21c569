from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IndicatorIndicator(models.Model):
    """A figure that leaders ask for: a count or a rate, with its definition and its source.

    A new definition is a new record with the same ``code`` and a later ``valid_from``; a period
    is judged by the definition in force on its last day.
    """

    _name = "indicator.indicator"
    _inherit = ["dated.mixin", "mail.thread"]
    _description = "Indicator"
    _order = "category_id, sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(required=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    category_id = fields.Many2one("indicator.category", index="btree_not_null", ondelete="restrict")
    formula = fields.Text(
        required=True,
        translate=True,
        tracking=True,
        help="Definition in words, as the source gives it.",
    )
    unit = fields.Selection(
        [("percent", "%"), ("persons", "Persons"), ("times", "Times"), ("items", "Items")],
        string="Unit of Measure",
        required=True,
        default="percent",
        tracking=True,
    )
    better = fields.Selection(
        [("higher", "The higher the better"), ("lower", "The lower the better")],
        required=True,
        default="higher",
        tracking=True,
    )
    numerator_id = fields.Many2one(
        "indicator.query", required=True, index=True, ondelete="restrict", tracking=True
    )
    denominator_source = fields.Selection(
        [
            ("none", "None (plain count)"),
            ("query", "Counted"),
            ("population", "Entered population"),
        ],
        required=True,
        default="query",
        tracking=True,
    )
    denominator_id = fields.Many2one(
        "indicator.query", index="btree_not_null", ondelete="restrict", tracking=True
    )
    population_kind_id = fields.Many2one(
        "indicator.population.kind", index="btree_not_null", ondelete="restrict", tracking=True
    )
    accumulates = fields.Boolean(
        tracking=True,
        help="Grows in the course of the period: the traffic light compares it with the part of "
        "the target that is due by the last day counted.",
    )
    warning_percent = fields.Float(
        default=70.0,
        required=True,
        tracking=True,
        help="The light is yellow from this share of the expected value on, and red below it.",
    )
    group_ids = fields.Many2many(
        "res.groups",
        string="Only for Groups",
        help="Who may see the figures of this indicator; empty: all who may see indicators.",
    )
    target_ids = fields.One2many("indicator.target", "indicator_id")

    _version_uniq = models.UniqueIndex(
        "(code, valid_from)", "This indicator already has a definition from that date on."
    )
    _warning_share = models.Constraint(
        "CHECK (warning_percent > 0 AND warning_percent <= 100)",
        "The yellow light begins between 0 and 100 percent of the expected value.",
    )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for indicator in self:
            name = indicator.name or ""
            indicator.display_name = f"[{indicator.code}] {name}" if indicator.code else name

    @api.constrains("unit", "denominator_source", "denominator_id", "population_kind_id")
    def _check_denominator(self):
        for indicator in self:
            if indicator.denominator_source == "query" and not indicator.denominator_id:
                message = self.env._("Choose the counting rule of the denominator.")
            elif indicator.denominator_source == "population" and not indicator.population_kind_id:
                message = self.env._("Choose the kind of population of the denominator.")
            elif indicator.denominator_source == "none" and indicator.unit == "percent":
                message = self.env._("A percentage needs a denominator.")
            else:
                continue
            raise ValidationError(
                self.env._(
                    "%(indicator)s: %(message)s", indicator=indicator.display_name, message=message
                )
            )

    @api.model
    def _search_in_force(self, date):
        """The indicators that the user may see, each in the definition in force on ``date``."""
        versions = {}
        for indicator in self.search(self._in_force_domain(date)):
            current = versions.setdefault(indicator.code, indicator)
            if indicator.valid_from > current.valid_from:
                versions[indicator.code] = indicator
        return self.browse(indicator.id for indicator in versions.values()).sorted(
            lambda row: (row.category_id.sequence, row.category_id.id, row.sequence, row.code)
        )
