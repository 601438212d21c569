from odoo import api, models


class AccessEvent(models.Model):
    _inherit = "access.event"

    @api.model
    def _selection_purpose(self):
        return [
            *super()._selection_purpose(),
            ("merge", self.env._("Residents Merged")),
            ("unmerge", self.env._("Merge Undone")),
        ]
