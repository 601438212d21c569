from odoo import api, fields, models
from odoo.fields import Domain


class EquipmentRotaTurn(models.Model):
    """One turn: a unit has the kit from one day to another, both included."""

    _name = "equipment.rota.turn"
    _inherit = ["server.guard.mixin"]
    _description = "Turn of a Sharing Rota"
    _order = "date_from, id"
    _rec_name = "unit_id"

    rota_id = fields.Many2one("equipment.rota", required=True, index=True, ondelete="cascade")
    kit_id = fields.Many2one(related="rota_id.kit_id", store=True, index=True, precompute=True)
    org_unit_id = fields.Many2one(
        related="rota_id.org_unit_id", string="Owner", store=True, index=True
    )
    unit_id = fields.Many2one("org.unit", required=True, index=True, ondelete="restrict")
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(string="To", required=True, index=True)

    _date_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A turn cannot end before it begins."
    )
    # One-number ranges let GiST compare the kit without the btree_gist extension.
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(kit_id, kit_id, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "Somebody else has the kit in these days. Change that turn first.",
    )

    @api.depends("unit_id", "kit_id")
    def _compute_display_name(self):
        for turn in self:
            turn.display_name = f"{turn.unit_id.name or ''} · {turn.kit_id.display_name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        turns = super().create(vals_list)
        turns.unit_id.check_in_scope()
        return turns

    def write(self, vals):
        result = super().write(vals)
        self.unit_id.check_in_scope()
        return result

    @api.model
    def _get_on(self, date, domain):
        """Turns of ``domain`` that cover ``date``."""
        covers = Domain("date_from", "<=", date) & Domain("date_to", ">=", date)
        return self.search(covers & Domain(domain))
