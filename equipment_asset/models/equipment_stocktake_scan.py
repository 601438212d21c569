from odoo import api, fields, models
from odoo.exceptions import UserError

from .equipment_stocktake_line import CONDITIONS


class EquipmentStocktakeScan(models.Model):
    """One thing a counter did: a scan, the withdrawal of a scan, a remark on it. Never changed.

    The results are counted from these events, so they can be counted again at any time.
    """

    _name = "equipment.stocktake.scan"
    _description = "Scan of a Stock-take"
    _inherit = ["evidence.seal.line.mixin"]
    _order = "scanned_at desc, id desc"
    _rec_name = "client_uuid"
    _seal_parent_field = "stocktake_id"

    stocktake_id = fields.Many2one(
        "equipment.stocktake", "Stock-take", required=True, readonly=True, index=True,
        ondelete="restrict",
    )  # fmt: skip
    client_uuid = fields.Char(
        "Event number",
        required=True,
        readonly=True,
        help="Given by the phone; sent twice, kept once.",
    )
    kind = fields.Selection(
        [("scan", "Scan"), ("undo", "Withdrawal"), ("remark", "Remark")],
        required=True,
        readonly=True,
        default="scan",
    )
    code = fields.Char("Scanned code", readonly=True)
    scanned_at = fields.Datetime(
        required=True, readonly=True, index=True, help="By the clock of the phone."
    )
    received_at = fields.Datetime(required=True, readonly=True, help="By the clock of the server.")
    unit_id = fields.Many2one(
        "org.unit", "Scanned at", required=True, readonly=True, index=True, ondelete="restrict",
        help="The unit where the counter stood.",
    )  # fmt: skip
    place = fields.Char(readonly=True)
    user_id = fields.Many2one(
        "res.users", "Counter", required=True, readonly=True, index=True, ondelete="restrict"
    )
    line_id = fields.Many2one(
        "equipment.stocktake.line", "Result", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )  # fmt: skip
    target_id = fields.Many2one(
        "equipment.stocktake.scan", "Withdraws or remarks on", readonly=True,
        index="btree_not_null", ondelete="restrict",
    )  # fmt: skip
    condition = fields.Selection(CONDITIONS, readonly=True)
    note = fields.Char(readonly=True)

    _client_uuid_unique = models.UniqueIndex("(client_uuid)", "This scan was received already.")

    def write(self, vals):
        raise UserError(self.env._("Scans are never changed: withdraw the scan on the phone."))

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(self.env._("Scans are never deleted: withdraw the scan on the phone."))
