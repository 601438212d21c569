from odoo import api, models


class AccessEvent(models.Model):
    """Packages are a purpose of their own: they hold all that a project knows of its people."""

    _inherit = "access.event"

    @api.model
    def _selection_purpose(self):
        handover = ("handover", self.env._("Handed Over as a Package"))
        return [*super()._selection_purpose(), handover]
