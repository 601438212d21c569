from odoo import fields, models


class ServiceScoreTemplateLine(models.Model):
    """How much one obligation weighs; nothing: it is left out of the sum."""

    _name = "service.score.template.line"
    _inherit = ["server.guard.mixin"]
    _description = "Weight of an Obligation"
    _order = "code, id"
    _rec_name = "code"
    _fixed_fields = frozenset({"template_id"})

    template_id = fields.Many2one(
        "service.score.template", required=True, index=True, ondelete="cascade"
    )
    code = fields.Char("Obligation", required=True, help="Number of the obligation, such as L07.")
    weight = fields.Float(required=True, default=1, digits=(8, 2), aggregator=None)

    _code_unique = models.UniqueIndex(
        "(template_id, code)", "The template has a weight for this obligation already."
    )
    _weight = models.Constraint("CHECK (weight >= 0)", "A weight is not negative.")
