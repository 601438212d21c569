from odoo import fields, models


class IndicatorPopulationKind(models.Model):
    """What is counted by a denominator that nobody can derive, such as the resident population."""

    _name = "indicator.population.kind"
    _description = "Kind of Population"
    _order = "sequence, code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True, help="Who belongs to it, and on which day.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "Another kind has this code already.")
