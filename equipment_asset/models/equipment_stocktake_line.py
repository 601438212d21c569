from odoo import api, fields, models
from odoo.exceptions import UserError

RESULTS = [
    ("pending", "Not yet seen"),
    ("found", "Found"),
    ("counted_twice", "Found, counted twice"),
    ("wrong_place", "Wrong place"),
    ("wrong_unit", "Wrong unit"),
    ("not_found", "Not found"),
    ("unknown_tag", "Unknown tag"),
    ("disposed_found", "Disposed of but here"),
    ("surplus", "Not expected but here"),
    ("withdrawn", "Scan withdrawn"),
]
PRESENT = ("found", "counted_twice", "wrong_place", "wrong_unit", "surplus")
DIFFERENCES = (
    "wrong_place", "wrong_unit", "not_found", "unknown_tag", "counted_twice", "disposed_found",
    "surplus",
)  # fmt: skip
CONDITIONS = [
    ("good", "Good"),
    ("damaged", "Damaged"),
    ("label_unreadable", "Label unreadable"),
]
EDITABLE = {"note"}


class EquipmentStocktakeLine(models.Model):
    """What became of one expected device, or of one scanned tag that nobody expected.

    Asset number, name and serial are those of the day of counting. ``org_unit_id`` is the unit
    whose people see the line: that of the device, or the one where an unknown tag was scanned. A
    device of a unit outside the stock-take stands in ``foreign_id`` only, which nobody can read;
    :attr:`finding` names it to those who may see the device.
    """

    _name = "equipment.stocktake.line"
    _description = "Result of a Stock-take"
    _inherit = ["evidence.seal.line.mixin", "evidence.mixin"]
    _order = "stocktake_id desc, id"
    _seal_parent_field = "stocktake_id"

    stocktake_id = fields.Many2one(
        "equipment.stocktake", "Stock-take", required=True, readonly=True, index=True,
        ondelete="cascade",
    )  # fmt: skip
    state = fields.Selection(related="stocktake_id.state", string="State of the stock-take")
    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, readonly=True, index=True, ondelete="restrict"
    )
    equipment_id = fields.Many2one(
        "maintenance.equipment", "Device", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )  # fmt: skip
    # The group "." is nobody: neither read, searched, grouped nor exported.
    foreign_id = fields.Many2one(
        "maintenance.equipment", "Device of another unit", readonly=True, index="btree_not_null",
        ondelete="restrict", groups=".",
    )  # fmt: skip
    is_expected = fields.Boolean("On the list", readonly=True)
    code = fields.Char("Scanned code", readonly=True, help="As scanned, when no card was found.")
    asset_number = fields.Char(readonly=True)
    device_name = fields.Char("Name", readonly=True)
    serial_no = fields.Char("Serial number", readonly=True)
    expected_unit_id = fields.Many2one(
        "org.unit", "Expected at", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    expected_place = fields.Char(readonly=True)
    result = fields.Selection(RESULTS, required=True, readonly=True, default="pending")
    found_unit_id = fields.Many2one(
        "org.unit", "Found at", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    found_place = fields.Char(readonly=True)
    counted_at = fields.Datetime(readonly=True)
    counter_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    scan_count = fields.Integer("Times scanned", readonly=True, aggregator=None)
    condition = fields.Selection(CONDITIONS, readonly=True)
    note = fields.Char()
    finding = fields.Char(
        compute="_compute_finding", help="The difference in words, as it stands on the form."
    )

    _result_idx = models.Index("(stocktake_id, result)")
    _one_line = models.UniqueIndex("(stocktake_id, equipment_id) WHERE equipment_id IS NOT NULL")
    _one_foreign = models.UniqueIndex("(stocktake_id, foreign_id) WHERE foreign_id IS NOT NULL")

    # Neutral: the name of a related record is shown without asking for its access.
    @api.depends("stocktake_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.stocktake_id.name}/{line.id}"

    @api.depends("result", "scan_count", "found_unit_id", "found_place", "expected_unit_id")
    @api.depends_context("uid")
    def _compute_finding(self):
        for line in self:
            describe = getattr(line, f"_describe_{line.result}", None)
            line.finding = describe() if describe else False

    def write(self, vals):
        # The server counts as superuser; people correct nothing but their note.
        if not self.env.su and vals.keys() - EDITABLE:
            raise UserError(self.env._("Results come from scans and buttons only."))
        return super().write(vals)

    def action_mark_not_found(self):
        """The supervisor decides that these devices are not there."""
        self._decide("pending", "not_found")

    def action_mark_pending(self):
        """Take “not found” back."""
        self._decide("not_found", "pending")

    def action_open_device(self):
        """Open the card."""
        self.ensure_one()
        return self.equipment_id._get_records_action(name=self.asset_number or self.device_name)

    def _decide(self, before, after):
        self.check_access("write")
        self.stocktake_id._check_state("review")
        lines = self.filtered(lambda line: line.result == before)
        # sudo: see write(); the right to write was checked
        lines.sudo().write({"result": after})
        lines.stocktake_id._void_signatures()
        # sudo: the counts of a stock-take are the server's
        self.stocktake_id.sudo()._refresh_counts()

    def _evidence_is_locked(self):
        self.ensure_one()
        return self.stocktake_id._is_sealed()

    def _describe_wrong_place(self):
        return self.env._(
            "Expected in “%(expected)s”, found in “%(found)s”",
            expected=self.expected_place,
            found=self.found_place,
        )

    def _describe_wrong_unit(self):
        if self.equipment_id:
            return self.env._(
                "Expected at %(expected)s, found at %(found)s",
                expected=self.expected_unit_id.name,
                found=self.found_unit_id.name,
            )
        # sudo: only to ask whether the reader may see the device
        device = self.sudo().foreign_id.with_env(self.env)._filtered_access("read")
        if not device:
            return self.env._("Belongs to another unit: set it aside")
        return self.env._(
            "Belongs to %(unit)s: %(device)s, serial number %(serial)s",
            unit=device.using_unit_id.name,
            device=device.display_name,
            serial=device.serial_no or "–",
        )

    def _describe_not_found(self):
        return self.env._("Nobody saw it")

    def _describe_unknown_tag(self):
        return self.env._("No card has the code %(code)s", code=self.code)

    def _describe_counted_twice(self):
        return self.env._("Found, scanned %(count)s times", count=self.scan_count)

    def _describe_disposed_found(self):
        # sudo: the device may have left the reader's scope since; the day belongs to the result
        date = self.sudo().equipment_id.scrap_date
        return self.env._("Disposed of on %(date)s but still here", date=date or "–")

    def _describe_surplus(self):
        return self.env._("Has a card, but was not on the list when counting started")
