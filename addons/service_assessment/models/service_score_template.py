from odoo import api, fields, models
from odoo.fields import Domain


class ServiceScoreTemplate(models.Model):
    """How much each obligation weighs when a month is assessed, and who says so."""

    _name = "service.score.template"
    _inherit = ["server.guard.mixin", "dated.mixin"]
    _description = "Scoring Template"
    _order = "valid_from desc, id desc"

    name = fields.Char("Scoring Template", required=True, translate=True)
    project_id = fields.Many2one(
        "project.project", index="btree_not_null", ondelete="cascade",
        domain=[("is_service", "=", True)],
        help="Empty: for all projects that have none of their own.",
    )  # fmt: skip
    is_in_tender = fields.Boolean(
        "Stands in the tender",
        help="Otherwise form and report say that the tender sets no weights.",
    )
    full_score = fields.Float(required=True, default=100, digits=(8, 2), aggregator=None)
    default_weight = fields.Float(
        required=True, default=1, digits=(8, 2), aggregator=None,
        help="Weight of every obligation without a line below. With no lines all weigh the same.",
    )  # fmt: skip
    line_ids = fields.One2many("service.score.template.line", "template_id", "Weights", copy=True)

    _numbers = models.Constraint(
        "CHECK (full_score > 0 AND default_weight >= 0)",
        "The full score is above zero, and a weight is not negative.",
    )

    @api.model
    def _find(self, project, date):
        """The template by which ``project`` is scored on ``date``: its own before a general one."""
        in_force = self._in_force_domain(date)
        own = Domain("project_id", "in", [project.id, False])
        found = self.search(in_force & own)
        return found.filtered("project_id")[:1] or found[:1]

    def _get_weights(self, codes):
        """``{code: weight}`` of obligations."""
        known = {line.code: line.weight for line in self.line_ids}
        default = self.default_weight if self else 1.0
        return {code: known.get(code, default) for code in codes}
