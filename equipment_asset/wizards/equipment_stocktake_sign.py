import base64

from odoo import api, fields, models
from odoo.exceptions import UserError


class EquipmentStocktakeSign(models.TransientModel):
    """Dialog in which somebody signs the result of a stock-take, or has it counted again."""

    _name = "equipment.stocktake.sign"
    _inherit = ["server.guard.mixin"]
    _description = "Sign a Stock-take"

    stocktake_id = fields.Many2one(
        "equipment.stocktake", "Stock-take", required=True, ondelete="cascade"
    )
    purpose = fields.Selection(
        [("sign", "Sign"), ("correct", "Count again")], required=True, default="sign"
    )
    role = fields.Selection(
        [("counter", "Counter"), ("supervisor", "Supervisor")],
        compute="_compute_role",
        help="Who counted signs as a counter, anybody else as the supervisor.",
    )
    signature = fields.Binary(help="Draw it with the finger or the mouse.")
    summary = fields.Char(compute="_compute_summary")
    reason = fields.Char(help="Why the signed result is replaced.")

    @api.depends("stocktake_id")
    @api.depends_context("uid")
    def _compute_role(self):
        for dialog in self:
            counts = self.env.user in dialog.stocktake_id._get_all_counters()
            dialog.role = "counter" if counts else "supervisor"

    @api.depends("stocktake_id")
    def _compute_summary(self):
        for dialog in self:
            stocktake = dialog.stocktake_id
            dialog.summary = self.env._(
                "Expected %(expected)s, found %(found)s, wrong place %(place)s, wrong unit "
                "%(unit)s, not found %(missing)s, not yet seen %(pending)s, unknown tags "
                "%(unknown)s",
                expected=stocktake.expected_count,
                found=stocktake.found_count,
                place=stocktake.wrong_place_count,
                unit=stocktake.wrong_unit_count,
                missing=stocktake.not_found_count,
                pending=stocktake.pending_count,
                unknown=stocktake.unknown_tag_count,
            )

    def action_sign(self):
        """File the signature; the supervisor's closes the stock-take for good."""
        self.ensure_one()
        if not self.signature:
            raise UserError(self.env._("Draw your signature first."))
        self.stocktake_id.check_access("read")
        signature = base64.b64decode(self.signature)
        if self.role == "counter":
            self.stocktake_id._sign_as_counter(signature)
        else:
            self.stocktake_id._sign_as_supervisor(signature)

    def action_correct(self):
        """Open a new stock-take in the place of the signed one, which stays as it is."""
        self.ensure_one()
        self.stocktake_id._check_state("done")
        copy = self.stocktake_id._supersede({"supersede_reason": self.reason})
        return copy._get_records_action(name=copy.name)
