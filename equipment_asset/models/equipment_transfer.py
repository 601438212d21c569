from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

CONTENT_FIELDS = {
    "org_unit_id", "kind", "date", "from_unit_id", "to_unit_id", "to_user_id", "to_place",
    "new_owner_id", "return_date", "reason", "line_ids", "allocation_id",
}  # fmt: skip
"""What the giver writes while the transfer is a draft."""
ROUTE_FIELDS = {"kind", "org_unit_id", "from_unit_id", "to_unit_id", "new_owner_id"}
PROCESS_FIELDS = {
    "name", "state", "handed_over_by_id", "handed_over_at", "received_by_id", "received_at",
    "returned_by_id", "returned_at",
}  # fmt: skip
"""What only the buttons write."""


class EquipmentTransfer(models.Model):
    """Transfer of devices and kits from one unit to another (资产调拨单).

    Within the owner's units only the using unit changes; without payment (无偿调拨) the owner
    changes, which a manager approves; a loan comes back. Both hands sign, then it is sealed.
    """

    _name = "equipment.transfer"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "org.scoped.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _description = "Transfer"
    _order = "date desc, id desc"
    _approval_group = "equipment_asset.group_equipment_manager"
    _approval_locked_fields = frozenset(CONTENT_FIELDS)
    _seal_exempt_fields = ("state", "returned_by_id", "returned_at")
    _seal_line_fields = ("line_ids",)

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    kind = fields.Selection(
        [
            ("assignment", "Assignment within the owner"),
            ("gratis", "Transfer without payment"),
            ("loan", "Loan"),
        ],
        required=True,
        default="assignment",
        tracking=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("handed_over", "Handed over"),
            ("received", "On loan"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    org_unit_id = fields.Many2one(string="Owner")
    from_unit_id = fields.Many2one(
        "org.unit",
        string="From",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.org_unit_id,
        help="The unit that uses the devices now.",
    )
    to_unit_id = fields.Many2one(
        "org.unit", string="To", required=True, index=True, ondelete="restrict", tracking=True
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="New custodian",
        index="btree_not_null",
        domain="[('org_unit_id', 'parent_of', to_unit_id)]",
    )
    to_place = fields.Char(string="New place")
    new_owner_id = fields.Many2one(
        "org.unit",
        compute="_compute_new_owner_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="In whose asset book the devices stand afterwards, under new numbers.",
    )
    return_date = fields.Date(string="Return by", tracking=True)
    reason = fields.Char(help="Why it is moved, and who decided it.")
    allocation_id = fields.Many2one(
        "equipment.allocation", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    line_ids = fields.One2many("equipment.transfer.line", "transfer_id", string="Items", copy=True)
    line_count = fields.Integer(string="Number of items", compute="_compute_line_count")
    handed_over_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    handed_over_at = fields.Datetime(readonly=True, copy=False)
    received_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    received_at = fields.Datetime(readonly=True, copy=False)
    returned_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    returned_at = fields.Datetime(readonly=True, copy=False)

    _two_units = models.Constraint(
        "CHECK (from_unit_id <> to_unit_id)", "The devices are at this unit already."
    )
    _return_after_date = models.Constraint(
        "CHECK (return_date >= date)", "A loan cannot come back before it is handed over."
    )

    @api.depends("kind", "to_unit_id")
    def _compute_new_owner_id(self):
        for transfer in self:
            unit = transfer.to_unit_id
            if transfer.kind != "gratis":
                transfer.new_owner_id = False
            elif unit.kind == "village_clinic" and unit.parent_id:
                transfer.new_owner_id = unit.parent_id  # a clinic keeps no asset book
            else:
                transfer.new_owner_id = unit

    @api.depends("line_ids")
    def _compute_line_count(self):
        groups = self.env["equipment.transfer.line"]._read_group(
            [("transfer_id", "in", self.ids)], ["transfer_id"], ["__count"]
        )
        counts = {transfer.id: count for transfer, count in groups}
        for transfer in self:
            transfer.line_count = counts.get(transfer._origin.id, 0)

    @api.onchange("line_ids")
    def _onchange_line_ids(self):
        if item := next((line._get_item() for line in self.line_ids if line._get_item()), None):
            self.org_unit_id = item.org_unit_id
            self.from_unit_id = item.using_unit_id

    @api.constrains("kind", "org_unit_id", "to_unit_id", "new_owner_id", "return_date")
    def _check_route(self):
        for transfer in self:
            transfer._check_kind()

    @api.constrains("to_unit_id", "to_user_id")
    def _check_custodian(self):
        for transfer in self.filtered("to_user_id"):
            # sudo: only where the colleague belongs is read
            unit = transfer.to_user_id.sudo().org_unit_id
            if not unit or not transfer.to_unit_id.parent_path.startswith(unit.parent_path):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work for %(unit)s and cannot be its custodian.",
                        user=transfer.to_user_id.name,
                        unit=transfer.to_unit_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and vals.keys() & PROCESS_FIELDS:
                raise AccessError(self._button_only_message())
            # Set outright, because a default may come from the caller's context.
            vals.update({"state": "draft"} | dict.fromkeys(PROCESS_FIELDS - {"state"}, False))
            vals["name"] = self.env["ir.sequence"].next_by_code("equipment.transfer")
        transfers = super().create(vals_list)
        transfers._check_units_in_scope()
        return transfers

    def write(self, vals):
        if not self.env.su:
            if vals.keys() & PROCESS_FIELDS:
                raise AccessError(self._button_only_message())
            if vals.keys() & CONTENT_FIELDS:
                self._check_may_edit()
        result = super().write(vals)
        if vals.keys() & ROUTE_FIELDS:
            self._check_units_in_scope()
            self.line_ids._check_item()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_handed_over(self):
        for transfer in self.filtered(
            lambda transfer: transfer.state not in ("draft", "cancelled")
        ):
            raise UserError(
                self.env._("“%(name)s” was handed over and stays on record.", name=transfer.name)
            )

    # Not a constraint: those run with all rights and would find any unit in scope.
    def _check_units_in_scope(self):
        (self.org_unit_id | self.to_unit_id | self.new_owner_id).check_in_scope()

    def _check_kind(self):
        if self.kind == "loan" and not self.return_date:
            raise ValidationError(self.env._("Say until when it is lent."))
        within = self.to_unit_id.parent_path.startswith(self.org_unit_id.parent_path)
        if self.kind == "assignment" and not within:
            raise ValidationError(
                self.env._(
                    "%(unit)s does not belong to the owner %(owner)s: lend it, or transfer it "
                    "without payment.",
                    unit=self.to_unit_id.name,
                    owner=self.org_unit_id.name,
                )
            )
        if self.kind == "gratis" and (self.new_owner_id or self.org_unit_id) == self.org_unit_id:
            raise ValidationError(
                self.env._("Name another owner, or choose “Assignment within the owner”.")
            )

    def _check_may_edit(self):
        """:raise UserError: handed over already. :raise AccessError: not the owner's officer."""
        for transfer in self:
            if transfer.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(name)s” was handed over and cannot be changed. Cancel it, or open a "
                        "correction after it is done.",
                        name=transfer.name,
                    )
                )
            transfer._check_owner_officer()

    def _check_owner_officer(self):
        if not self.env.user.has_group("equipment_asset.group_equipment_officer"):
            raise AccessError(self.env._("Only an officer of the owner may do this."))
        self.org_unit_id.check_in_scope()

    def _button_only_message(self):
        return self.env._("A transfer goes on with its buttons, not by editing.")
