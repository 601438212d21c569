from odoo import api, fields, models


class HealthArchiveEvent(models.Model):
    """An operation, an injury or a blood transfusion in the resident's history."""

    _name = "health.archive.event"
    _inherit = ["health.archive.part.mixin"]
    _description = "Operation, Injury or Transfusion"
    _order = "date, id"
    _part_of_form = True

    kind = fields.Selection(
        [("surgery", "Operation"), ("trauma", "Injury"), ("transfusion", "Transfusion")],
        required=True,
    )
    name = fields.Char("Name or reason", required=True)
    date = fields.Date()

    @api.depends("kind", "name", "date")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for event in self:
            parts = [kinds.get(event.kind), event.name, event.date and str(event.date)]
            event.display_name = " ".join(part for part in parts if part)

    @api.constrains("date")
    def _check_past(self):
        self.archive_id._check_dates_of_life(self, "date")
