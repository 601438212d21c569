from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

MOVED = {"state", "arrived_at", "arrived_by_id", "acceptance_id", "equipment_id", "replaces_id"}
"""Fields that only the steps of receiving set, never an entry by hand."""
FIXED = MOVED | {"org_unit_id"}
"""As above, and what follows from the delivery."""


class EquipmentDeliveryItem(models.Model):
    """One expected piece: it arrives, and is accepted or rejected.

    Once its acceptance is sealed, the piece is sealed with it.
    """

    _name = "equipment.delivery.item"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Delivered Piece"
    _order = "delivery_id, sequence, id"
    _rec_name = "model_id"
    _own_unit_fields = frozenset({"using_unit_id"})
    _seal_parent_field = "acceptance_id"
    _seal_exempt_fields = ("sequence",)

    delivery_id = fields.Many2one(
        "equipment.delivery", required=True, index=True, ondelete="cascade"
    )
    org_unit_id = fields.Many2one(
        related="delivery_id.org_unit_id", string="Receiving owner", store=True, index=True
    )
    supplier_id = fields.Many2one(related="delivery_id.supplier_id")
    sequence = fields.Integer(default=10)
    kit_id = fields.Many2one("equipment.kit", index="btree_not_null", ondelete="restrict")
    kit_part_id = fields.Many2one(
        "equipment.kit.part", string="Place in kit", index="btree_not_null", ondelete="restrict"
    )
    model_id = fields.Many2one(
        "equipment.model", string="Device model", required=True, index=True, ondelete="restrict"
    )
    serial_required = fields.Boolean(related="model_id.serial_required")
    serial_no = fields.Char(
        string="Serial number",
        copy=False,
        index="btree_not_null",
        help="As the delivery note says; may stay blank until the piece is scanned.",
    )
    udi = fields.Char(
        string="UDI",
        copy=False,
        index="btree_not_null",
        help="Unique device identifier of this piece, as on its label.",
    )
    using_unit_id = fields.Many2one(
        "org.unit",
        string="Goes to",
        compute="_compute_using_unit_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    unit_price = fields.Monetary(
        string="Value",
        compute="_compute_unit_price",
        store=True,
        readonly=False,
        precompute=True,
        help="What the piece is booked at on its card.",
    )
    currency_id = fields.Many2one(related="delivery_id.currency_id")
    state = fields.Selection(
        [
            ("expected", "Expected"),
            ("arrived", "Arrived"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        required=True,
        readonly=True,
        default="expected",
        copy=False,
        index=True,
    )
    arrived_at = fields.Datetime(readonly=True, copy=False)
    arrived_by_id = fields.Many2one(
        "res.users", string="Received by", readonly=True, copy=False, ondelete="restrict"
    )
    acceptance_id = fields.Many2one(
        "equipment.acceptance",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    check_ids = fields.One2many("equipment.acceptance.check", "item_id", string="Checks")
    reject_reason = fields.Char(copy=False, help="Filled in, the piece will be rejected.")
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Card",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    replaces_id = fields.Many2one(
        "equipment.delivery.item",
        string="Comes for",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    _serial_unique = models.UniqueIndex(
        "(model_id, serial_no) WHERE serial_no IS NOT NULL AND state <> 'rejected'",
        "This serial number is on a delivery already.",
    )
    _place_unique = models.UniqueIndex(
        "(kit_part_id) WHERE kit_part_id IS NOT NULL AND state <> 'rejected'",
        "A piece is expected for this place of the kit already.",
    )
    _one_replacement = models.UniqueIndex(
        "(replaces_id) WHERE replaces_id IS NOT NULL",
        "A replacement is expected for this piece already.",
    )
    _value_positive = models.Constraint("CHECK (unit_price >= 0)", "A value cannot be negative.")

    @api.depends("model_id", "serial_no")
    def _compute_display_name(self):
        for item in self:
            parts = (item.model_id.display_name, item.serial_no)
            item.display_name = " ".join(part for part in parts if part)

    @api.depends("delivery_id")
    def _compute_using_unit_id(self):
        for item in self:
            item.using_unit_id = item.using_unit_id or item.delivery_id.org_unit_id

    @api.depends("model_id")
    def _compute_unit_price(self):
        for item in self:
            item.unit_price = item.unit_price or item.model_id.list_price

    @api.constrains("kit_id", "kit_part_id", "model_id", "delivery_id")
    def _check_kit(self):
        for item in self.filtered(lambda item: item.kit_id or item.kit_part_id):
            part = item.kit_part_id
            is_place = not part or (part.kit_id == item.kit_id and part.model_id == item.model_id)
            if not is_place or item.kit_id.org_unit_id != item.delivery_id.org_unit_id:
                raise ValidationError(
                    self.env._("“%(item)s” does not fit into that kit.", item=item.display_name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_not_moved({name for vals in vals_list for name in vals} & FIXED)
        vals_list = [self._clean_codes(vals) for vals in vals_list]
        self._check_serials_free(
            [(vals.get("model_id"), vals.get("serial_no")) for vals in vals_list]
        )
        # Set outright, because a default may come from the caller's context.
        blank = {"state": "expected"} | dict.fromkeys(MOVED - {"state", "replaces_id"}, False)
        return super().create([vals | blank for vals in vals_list])

    def write(self, vals):
        self._check_not_moved(vals.keys() & (FIXED | {"delivery_id"}))
        vals = self._clean_codes(vals)
        if vals.keys() & {"serial_no", "model_id"}:
            self._check_serials_free(
                [
                    (vals.get("model_id", item.model_id.id), vals.get("serial_no", item.serial_no))
                    for item in self
                ]
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        for item in self.filtered(lambda item: item.state in ("accepted", "rejected")):
            raise UserError(
                self.env._(
                    "“%(item)s” was decided on already and can't be deleted.",
                    item=item.display_name,
                )
            )

    def _move(self, vals):
        """Write what only the steps of receiving may change."""
        return self._write_server(vals)

    def _check_not_moved(self, names):
        if names and not self._is_server():
            raise AccessError(
                self.env._("A piece moves on by scanning and accepting it, not by hand.")
            )

    def _check_record_open(self):
        """A correction takes the pieces over, so only a valid seal binds them."""
        # sudo: the seal binds whoever writes, also where he can't read the acceptance
        acceptances = self.sudo().acceptance_id
        for acceptance in acceptances.filtered(lambda record: record.seal_state == "sealed"):
            raise acceptance._make_sealed_error(["item_ids"])

    def _print_labels(self):
        """Action that prints the labels of what was accepted.

        :raise UserError: nothing was accepted yet, so there are no asset numbers to print
        """
        devices = self.equipment_id
        if not devices:
            raise UserError(self.env._("Accept the pieces first: the labels show their numbers."))
        kits = self.filtered("equipment_id").kit_id
        return self.env["equipment.label.print"]._open(devices, kits)
