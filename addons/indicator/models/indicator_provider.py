from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class IndicatorProvider(models.AbstractModel):
    """Conditions that a domain can't say, shipped by add-ons.

    An add-on inherits this model, adds its codes to :meth:`_get_conditions` and writes one
    method ``_condition_<code>`` for each::

        class IndicatorProvider(models.AbstractModel):
            _inherit = "indicator.provider"

            def _get_conditions(self):
                return super()._get_conditions() | {"visit_even": self.env._("Evenly visited")}

            def _condition_visit_even(self, span):
                return Domain("id", "in", SQL("SELECT ..."))

    The method is called once for all units and returns a domain, so that the figure and the
    list behind it are the same. It gets the :class:`~odoo.addons.indicator.tools.Span`.
    """

    _name = "indicator.provider"
    _description = "Conditions of Indicators"

    @api.model
    def _get_conditions(self):
        """Return ``{code: label}`` of the conditions that a counting rule may name."""
        return {}

    @api.model
    def _get_condition(self, code, span):
        """Return the domain of condition ``code``.

        :raise ValidationError: no add-on ships this condition
        """
        if code not in self._get_conditions():
            raise ValidationError(
                self.env._("No installed add-on knows the condition “%(code)s”.", code=code)
            )
        return Domain(getattr(self, f"_condition_{code}")(span))
