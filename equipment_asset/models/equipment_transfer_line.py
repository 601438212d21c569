from odoo import api, fields, models
from odoo.exceptions import UserError


class EquipmentTransferLine(models.Model):
    """One device, or one kit with all parts that are present in it."""

    _name = "equipment.transfer.line"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Item of a Transfer"
    _order = "transfer_id, sequence, id"
    _seal_parent_field = "transfer_id"
    _server_fields = frozenset({"device_ids", "former_user_id", "former_place", "former_number"})

    transfer_id = fields.Many2one(
        "equipment.transfer", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('usage_state', '!=', 'disposed'), ('kit_id', '=', False)]",
    )
    kit_id = fields.Many2one("equipment.kit", index="btree_not_null", ondelete="restrict")
    device_ids = fields.Many2many(
        "maintenance.equipment",
        "equipment_transfer_line_device_rel",
        string="Devices handed over",
        readonly=True,
        copy=False,
        help="The device, or the parts that were in the kit at the hand-over.",
    )
    former_user_id = fields.Many2one(
        "res.users", string="Former custodian", readonly=True, copy=False
    )
    former_place = fields.Char(readonly=True, copy=False)
    former_number = fields.Char(
        readonly=True, copy=False, help="Number in the giver's asset book at the hand-over."
    )
    note = fields.Char(string="Condition")
    is_open = fields.Boolean(compute="_compute_is_open", store=True, precompute=True)
    serial_no = fields.Char(related="equipment_id.serial_no")
    completeness = fields.Char(related="kit_id.completeness", string="Parts present")

    _one_item = models.Constraint(
        "CHECK (num_nonnulls(equipment_id, kit_id) = 1)",
        "Each row names one device or one kit.",
    )
    _device_once = models.UniqueIndex(
        "(equipment_id) WHERE is_open",
        "This device is in another open transfer: finish or cancel that one first.",
    )
    _kit_once = models.UniqueIndex(
        "(kit_id) WHERE is_open",
        "This kit is in another open transfer: finish or cancel that one first.",
    )

    @api.depends("equipment_id", "kit_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line._get_item().display_name

    @api.depends("transfer_id.state")
    def _compute_is_open(self):
        for line in self:
            line.is_open = line.transfer_id.state in ("draft", "handed_over", "received")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        lines._check_item()
        return lines

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        if vals.keys() & {"transfer_id", "equipment_id", "kit_id"}:
            self._check_draft()
            self._check_item()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_over(self):
        self._check_draft()

    def _get_item(self):
        return self.kit_id or self.equipment_id

    def _get_devices(self):
        """The devices that go with this row now."""
        here = self.kit_id.part_ids.filtered(lambda part: part.state == "present")
        return self.equipment_id | here.equipment_id

    def _check_draft(self):
        if not self.env.su:
            self.transfer_id._check_may_edit()
            self.transfer_id._check_approval_unlocked()

    # Not a constraint: those run with all rights and would name a device outside the scope.
    def _check_item(self):
        for line in self:
            item = line._get_item()
            item.check_access("write")  # moving is the owner's
            line._check_movable(item)
            line._check_whereabouts(item)

    def _check_movable(self, item):
        self._get_devices()._check_not_disposed()
        if kit := self.equipment_id.kit_id:
            raise UserError(
                self.env._(
                    "“%(device)s” belongs to the kit “%(kit)s”: take it out of the kit, or move "
                    "the kit.",
                    device=item.display_name,
                    kit=kit.display_name,
                )
            )
        if kit := self.kit_id.parent_id:
            raise UserError(
                self.env._(
                    "“%(device)s” is inside the kit “%(kit)s”: move that one.",
                    device=item.display_name,
                    kit=kit.display_name,
                )
            )

    def _check_whereabouts(self, item):
        transfer = self.transfer_id
        if item.org_unit_id == transfer.org_unit_id and item.using_unit_id == transfer.from_unit_id:
            return
        raise UserError(
            self.env._(
                "“%(device)s” belongs to %(owner)s and is used by %(unit)s. One transfer takes "
                "the devices of one owner from one unit: make another one for it.",
                device=item.display_name,
                owner=item.org_unit_id.name,
                unit=item.using_unit_id.name,
            )
        )

    def _keep_former(self):
        """Write down what goes, and from whom: the hand-over is printed and sealed with it."""
        for line in self:
            item = line._get_item()
            line.write(
                {
                    "device_ids": [fields.Command.set(line._get_devices().ids)],
                    "former_user_id": item.owner_user_id.id,
                    "former_place": item.place,
                    "former_number": item.asset_number,
                }
            )
