from odoo import fields, models
from odoo.fields import Domain


class DatedMixin(models.AbstractModel):
    """A value that is in force for a time and says where it comes from."""

    _name = "dated.mixin"
    _description = "In Force for a Time"

    valid_from = fields.Date(required=True)
    valid_to = fields.Date(help="Last day in force; empty while nothing replaced it.")
    source = fields.Char(
        required=True, translate=True, help="Law, regulation or document, with its clause."
    )

    _valid_dates = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins.",
    )

    def _in_force_domain(self, date):
        """Domain of what is in force on ``date``."""
        return Domain("valid_from", "<=", date) & (
            Domain("valid_to", "=", False) | Domain("valid_to", ">=", date)
        )
