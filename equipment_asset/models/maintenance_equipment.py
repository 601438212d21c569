from odoo import api, fields, models
from odoo.exceptions import UserError

from .equipment_model import DEVICE_CLASSES

USAGE_STATES = [
    ("in_use", "In use"),
    ("idle", "Idle"),
    ("repair", "Under repair"),
    ("to_dispose", "To be disposed of"),
    ("disposed", "Disposed of"),
]
ACQUISITION_METHODS = [
    ("purchase", "Purchase"),
    ("transfer", "Transfer without payment"),
    ("donation", "Donation"),
    ("self_built", "Self-built"),
    ("surplus", "Found in a stock-take"),
]
PROCUREMENT_METHODS = [
    ("open", "Open tender"),
    ("invited", "Invited tender"),
    ("negotiation", "Competitive negotiation"),
    ("consultation", "Competitive consultation"),
    ("inquiry", "Inquiry"),
    ("single", "Single source"),
    ("framework", "Framework agreement"),
    ("direct", "Below the threshold"),
]
VALUE_KINDS = [
    ("original", "Original value"),
    ("assessed", "Assessed value"),
    ("nominal", "Nominal value"),
]
FROM_MODEL = {
    "name": "name",
    "brand": "brand",
    "model": "specification",
    "class_id": "class_id",
    "manufacturer_id": "manufacturer_id",
    "device_class": "device_class",
    "registration_number": "registration_number",
    "uom": "uom",
}
"""Card field: field of the device model it is taken from, until somebody enters another value."""


class MaintenanceEquipment(models.Model):
    """The asset card (固定资产卡片) of one device, or of a lot of identical pieces without serial.

    ``org_unit_id`` is the owner in whose asset book it stands, ``using_unit_id`` where it is used;
    both see it, the owner keeps the card. Fields: domain I.7.
    """

    _name = "maintenance.equipment"
    _inherit = ["equipment.tag.mixin", "maintenance.equipment", "evidence.mixin", "image.mixin"]
    _fixed_fields = frozenset({"stocktake_proposal_id"})
    _code_fields = ("asset_number", "serial_no")
    _rec_names_search = ["asset_number", "name", "serial_no"]

    name = fields.Char(
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
        index="trigram",
    )
    serial_no = fields.Char()
    model = fields.Char(
        "Specification", compute="_compute_from_model", store=True, readonly=False, precompute=True
    )
    owner_user_id = fields.Many2one(string="Custodian")
    partner_id = fields.Many2one(string="Supplier")
    effective_date = fields.Date("In use since")
    warranty_date = fields.Date("Warranty until", tracking=True, index="btree_not_null")

    place = fields.Char(help="Building, room, shelf or vehicle.", tracking=True)
    purpose = fields.Char(
        default=lambda self: self.env._("Public health"), help="What it is used for (使用方向)."
    )
    usage_state = fields.Selection(
        USAGE_STATES, string="Status", required=True, default="in_use", index=True, tracking=True
    )

    device_model_id = fields.Many2one(
        "equipment.model", string="Device model", index="btree_not_null", ondelete="restrict"
    )
    class_id = fields.Many2one(
        "equipment.class",
        string="Asset class",
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    brand = fields.Char(compute="_compute_from_model", store=True, readonly=False, precompute=True)
    manufacturer_id = fields.Many2one(
        "res.partner",
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    device_class = fields.Selection(
        DEVICE_CLASSES,
        string="Medical device class",
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
    )
    registration_number = fields.Char(
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
        help="Medical device registration certificate (注册证号).",
    )
    udi = fields.Char(string="UDI", help="Unique device identifier of this piece, as on its label.")

    quantity = fields.Float(default=1.0, required=True, digits=(16, 2))
    uom = fields.Char(
        string="Unit of measure",
        compute="_compute_from_model",
        store=True,
        readonly=False,
        precompute=True,
    )
    unit_price = fields.Monetary(
        compute="_compute_unit_price", store=True, readonly=False, precompute=True, tracking=True
    )
    original_value = fields.Monetary(
        compute="_compute_original_value",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="What the asset is booked at (原值): quantity times unit price.",
    )
    value_kind = fields.Selection(VALUE_KINDS, default="original", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)

    acquisition_method = fields.Selection(ACQUISITION_METHODS, default="purchase", required=True)
    acquisition_date = fields.Date(index=True, tracking=True)
    procurement_method = fields.Selection(PROCUREMENT_METHODS)
    contract_reference = fields.Char(help="Number of the contract it was bought under.")
    invoice_reference = fields.Char(string="Invoice number")
    fund_reference = fields.Char(string="Fund", help="Where the money came from (经费来源).")
    voucher_number = fields.Char(help="Number of the accounting voucher (记账凭证号).")
    booking_date = fields.Date(help="Day it was entered in the books; it is written off from then.")
    warranty_start = fields.Date(tracking=True)

    kit_part_ids = fields.One2many("equipment.kit.part", "equipment_id", string="Places in kits")
    kit_id = fields.Many2one(
        "equipment.kit", compute="_compute_kit_id", store=True, index="btree_not_null"
    )

    # Two makers may use the same serial number; one model has it once.
    _serial_no = models.Constraint(
        "UNIQUE (serial_no, device_model_id)",
        "A device of this model with this serial number exists already.",
    )
    _serial_no_search = models.Index("(serial_no text_pattern_ops) WHERE serial_no IS NOT NULL")
    _serial_without_model = models.UniqueIndex(
        "(serial_no) WHERE device_model_id IS NULL AND serial_no IS NOT NULL",
        "A device with this serial number exists already. Choose the device model to tell them apart.",
    )
    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity must be greater than zero."
    )
    _one_piece_per_serial = models.Constraint(
        "CHECK (serial_no IS NULL OR quantity = 1)",
        "A serial number belongs to one piece: set the quantity to 1 or remove the number.",
    )
    _value_positive = models.Constraint(
        "CHECK (original_value >= 0 AND unit_price >= 0)", "A value cannot be negative."
    )
    _warranty_order = models.Constraint(
        "CHECK (warranty_date >= warranty_start)", "The warranty cannot end before it starts."
    )

    @api.depends("asset_number", "name")
    def _compute_display_name(self):
        for equipment in self:
            parts = (equipment.asset_number, equipment.name)
            equipment.display_name = " ".join(part for part in parts if part)

    @api.depends("device_model_id")
    def _compute_from_model(self):
        for equipment in self:
            device = equipment.device_model_id
            for name, source in FROM_MODEL.items():
                equipment[name] = device[source] if device else equipment[name]

    @api.depends("device_model_id")
    def _compute_unit_price(self):
        # apart from the rest, because the original value already needs it while a card is made
        for equipment in self:
            equipment.unit_price = equipment.device_model_id.list_price or equipment.unit_price

    @api.depends("quantity", "unit_price")
    def _compute_original_value(self):
        for equipment in self:
            equipment.original_value = equipment.quantity * equipment.unit_price

    @api.depends("kit_part_ids.state", "kit_part_ids.kit_id")
    def _compute_kit_id(self):
        for equipment in self:
            places = equipment.kit_part_ids.filtered(lambda part: part.state != "replaced")
            equipment.kit_id = places.kit_id[:1]

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [{**vals, "serial_no": self._clean_serial(vals)} for vals in vals_list]
        self._fill_asset_numbers(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if "serial_no" in vals:
            vals = {**vals, "serial_no": self._clean_serial(vals)}
        return super().write(vals)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Custodians follow their cards; but not the thousands an import brings in at once."""
        if self.env.context.get("mail_create_nosubscribe"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for equipment in self:
            if equipment.kit_part_ids or equipment.maintenance_count or equipment.evidence_count:
                raise UserError(
                    self.env._(
                        "“%(device)s” has a history and can't be deleted. Dispose of it instead.",
                        device=equipment.display_name,
                    )
                )

    def action_open_kit(self):
        """Open the kit this device belongs to."""
        self.ensure_one()
        return self.kit_id._get_records_action(name=self.kit_id.display_name)

    def _clean_serial(self, vals):
        return (vals.get("serial_no") or "").strip() or False

    def _is_under_warranty(self, date):
        """Whether a fault of ``date`` falls under the free warranty."""
        self.ensure_one()
        end = self.warranty_date
        return bool(end) and (self.warranty_start or date) <= date <= end

    def _check_not_disposed(self):
        """:raise UserError: names a device that was disposed of already."""
        for equipment in self.filtered(lambda device: device.usage_state == "disposed"):
            raise UserError(
                self.env._(
                    "“%(device)s” was disposed of on %(date)s; nothing more can be done with it.",
                    device=equipment.display_name,
                    date=equipment.scrap_date or "",
                )
            )
