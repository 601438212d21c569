from odoo import api, fields, models

from odoo.addons.health_archive.tools import risk


class HealthScaleBand(models.Model):
    """What the number of a scale means from its lower bound on: a level, a grade, an answer."""

    _name = "health.scale.band"
    _inherit = ["dated.mixin"]
    _description = "Band of a Scale"
    _order = "scale, lower"
    _rec_name = "scale"
    _is_kept = True
    _kept_fields = ("lower", "code_id")

    scale = fields.Char(required=True, index=True, help="Code of the scale.")
    lower = fields.Float("Points from", digits=(10, 2), required=True, aggregator=None)
    code_id = fields.Many2one(
        "health.code", "Meaning", required=True, index=True, ondelete="restrict"
    )

    _lower_unique = models.UniqueIndex(
        "(scale, lower, valid_from)", "Another band of this scale begins at this number."
    )

    @api.model
    def _get_code(self, scale, number, date):
        """The ``health.code`` that ``number`` means on ``date``; empty below all bands."""
        codes = self.env["health.code"]
        return codes.browse(risk.get_step(self._get_steps(scale, date), number))

    @api.model
    def _get_steps(self, scale, date):
        """``[(lower bound, id of the health.code)]`` in force on ``date``."""
        return [(lower, code_id) for _id, lower, code_id in self._get_kept("scale", scale, date)]
