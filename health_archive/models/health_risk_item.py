from odoo import fields, models


class HealthRiskItem(models.Model):
    """Something a risk tool has to know: a measurement, or a question answered yes or no."""

    _name = "health.risk.item"
    _description = "Input of a Risk Tool"
    _order = "tool_id, sequence, id"

    tool_id = fields.Many2one("health.risk.tool", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    key = fields.Char(required=True, help="Name of the input in the formula.")
    name = fields.Char(required=True, translate=True)
    kind_id = fields.Many2one(
        "health.measurement.kind", string="Measurement", ondelete="restrict",
        help="Empty: a question to be answered with yes or no.",
    )  # fmt: skip
    points = fields.Integer(help="Of the answer yes, where points are added up.")

    _key_unique = models.UniqueIndex("(tool_id, key)", "This tool has the input already.")

    def _format(self, value):
        """A number with its unit, or yes or no."""
        self.ensure_one()
        if self.kind_id:
            return self.kind_id._format(value)
        return self.env._("Yes") if value else self.env._("No")
