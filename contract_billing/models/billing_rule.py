from odoo import api, fields, models
from odoo.exceptions import UserError


class BillingRule(models.Model):
    """A legal limit or a default of the trade, valid for a time, with its source.

    ``value`` is a plain number in ``unit`` (2 for two percent, 30 for thirty days).
    """

    _name = "billing.rule"
    _description = "Billing Rule"
    _order = "code, valid_from desc"

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True, translate=True)
    value = fields.Float(required=True, digits=(16, 4))
    unit = fields.Selection(
        [
            ("percent", "%"),
            ("percent_day", "% per day"),
            ("days", "days"),
            ("workdays", "working days"),
            ("years", "years"),
            ("yuan", "yuan"),
        ],
        required=True,
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(
        required=True, translate=True, help="Law, regulation or document, with its clause."
    )

    _valid_dates = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins.",
    )
    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This rule already has a value from that date on."
    )

    @api.model
    def _get(self, code, date=None):
        """Return the number that rule ``code`` sets on ``date`` (default: today).

        :raise UserError: no such rule is in force on that day
        """
        date = date or fields.Date.context_today(self)
        rule = self._find(code, date)
        if not rule:
            raise UserError(
                self.env._(
                    "No billing rule “%(code)s” is in force on %(date)s. Add it under Configuration / Rules.",
                    code=code,
                    date=date,
                )
            )
        return rule.value

    @api.model
    def _find(self, code, date):
        """Return the rule record in force on ``date``, or an empty one."""
        # sudo: limits are public law; whoever may check a contract may be told its limit
        return self.sudo().search(
            [
                ("code", "=", code),
                ("valid_from", "<=", date),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", date),
            ],
            order="valid_from desc",
            limit=1,
        )
