from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class DatedRuleMixin(models.AbstractModel):
    """A legal limit or a default of the trade: one number under a code, valid for a time.

    ``value`` is a plain number in ``unit`` (2 for two percent, 30 for thirty days).
    """

    _name = "dated.rule.mixin"
    _inherit = ["dated.mixin"]
    _description = "Dated Rule"
    _order = "code, valid_from desc"

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True, translate=True)
    value = fields.Float(required=True, digits=(16, 4))
    unit = fields.Selection("_selection_unit", required=True)

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This rule already has a value from that date on."
    )

    @api.model
    def _selection_unit(self):
        # a method, because the labels of a plain list stay English in inheriting models
        labels = {
            "percent": self.env._("%"),
            "percent_day": self.env._("% per day"),
            "hours": self.env._("hours"),
            "days": self.env._("days"),
            "workdays": self.env._("working days"),
            "months": self.env._("months"),
            "years": self.env._("years"),
            "yuan": self.env._("yuan"),
            "count": self.env._("times"),
            "megabytes": self.env._("MB"),
        }
        return list(labels.items())

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
                    "No rule “%(code)s” is in force on %(date)s. "
                    "Add it under Configuration / Rules.",
                    code=code,
                    date=date,
                )
            )
        return rule.value

    @api.model
    def _find(self, code, date):
        """Return the rule record in force on ``date``, or an empty one."""
        domain = Domain("code", "=", code) & self._in_force_domain(date)
        # sudo: limits are public law; whoever may work with one may be told it
        return self.sudo().search(domain, order="valid_from desc", limit=1)
