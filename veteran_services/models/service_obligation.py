from odoo import models


class ServiceObligation(models.Model):
    _inherit = "service.obligation"

    def _prepare_board_row(self):
        """The board tells the gap of the tender with the counting rule."""
        row = super()._prepare_board_row()
        return row | {"counting": "\n".join(filter(None, [row["counting"], self.gap_text]))}
