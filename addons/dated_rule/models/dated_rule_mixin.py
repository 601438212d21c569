from odoo import api, fields, models
from odoo.exceptions import UserError


class DatedRuleMixin(models.AbstractModel):
    """A legal limit or a default of the trade: one number under a code, valid for a time.

    ``value`` is a plain number in ``unit`` (2 for two percent, 30 for thirty days).
    """

    _name = "dated.rule.mixin"
    _inherit = ["dated.mixin"]
    _description = "Dated Rule"
    _order = "code, valid_from desc"
    _is_kept = True
    _kept_fields = ("value",)

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
        for _id, value in self._get_kept("code", code, date):
            return value
        raise UserError(
            self.env._(
                "No rule “%(code)s” is in force on %(date)s. Add it under Configuration / Rules.",
                code=code,
                date=date,
            )
        )

    @api.model
    def _find(self, code, date):
        """Return the rule record in force on ``date``, or an empty one."""
        return self._get_in_force_where("code", code, date)[:1]
