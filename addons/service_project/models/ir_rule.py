from odoo import models

from ..tools import service_today


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _compute_domain_context_values(self):
        """The rules of a supplier's staff change at midnight: nothing kept outlives its day."""
        yield from super()._compute_domain_context_values()
        yield service_today()
