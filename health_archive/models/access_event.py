from odoo import api, models


class AccessEvent(models.Model):
    """Prints that show whole identity numbers are a purpose of their own."""

    _inherit = "access.event"

    @api.model
    def _selection_purpose(self):
        prints = ("print", self.env._("Whole Number Printed"))
        return [*super()._selection_purpose(), prints]
