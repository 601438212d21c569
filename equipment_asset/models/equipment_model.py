from odoo import api, fields, models

DEVICE_CLASSES = [
    ("none", "Not a medical device"),
    ("1", "Class I"),
    ("2", "Class II"),
    ("3", "Class III"),
]


class EquipmentModel(models.Model):
    """A type of device as it is bought: brand, specification, registration, what to check on
    arrival and what it is worth beside the other parts of its kit."""

    _name = "equipment.model"
    _inherit = ["mail.thread", "image.mixin"]
    _description = "Device Model"
    _order = "name, brand, specification, id"
    _rec_names_search = ["name", "brand", "specification"]

    name = fields.Char(required=True, tracking=True, help="Common name, for example 电子血压计.")
    brand = fields.Char()
    specification = fields.Char(help="Model and specification (规格型号).")
    class_id = fields.Many2one(
        "equipment.class", string="Asset class", index=True, ondelete="restrict"
    )
    manufacturer_id = fields.Many2one("res.partner", index="btree_not_null", ondelete="restrict")
    uom = fields.Char(string="Unit of measure", default=lambda self: self.env._("set"))
    device_class = fields.Selection(
        DEVICE_CLASSES,
        string="Medical device class",
        required=True,
        default="none",
        help="Class of the medical device registration (Ⅰ/Ⅱ/Ⅲ).",
    )
    registration_number = fields.Char(help="Medical device registration certificate (注册证号).")
    udi_di = fields.Char(
        string="UDI-DI", help="Device identifier of the UDI; equal for all pieces of the model."
    )
    serial_required = fields.Boolean(
        default=True, help="Each piece has a serial number; untick for bags, software, services."
    )
    list_price = fields.Monetary(
        string="Reference price",
        help="Price of one piece on the component price list; 0 if unknown.",
    )
    relative_value = fields.Float(
        default=1.0,
        digits=(9, 4),
        help="Weight by which a kit price is shared out where no price list exists.",
    )
    warranty_months = fields.Integer(default=12)
    active = fields.Boolean(default=True)
    check_ids = fields.One2many("equipment.model.check", "model_id", string="Acceptance checklist")
    equipment_count = fields.Integer(string="Devices", compute="_compute_equipment_count")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)

    _type_unique = models.UniqueIndex(
        "(name, COALESCE(brand, ''), COALESCE(specification, ''))",
        "This device model exists already.",
    )
    _price_positive = models.Constraint(
        "CHECK (list_price >= 0)", "The reference price cannot be negative."
    )
    _weight_positive = models.Constraint(
        "CHECK (relative_value >= 0)", "The weight cannot be negative."
    )
    _warranty_positive = models.Constraint(
        "CHECK (warranty_months >= 0)", "The months of warranty cannot be negative."
    )

    @api.depends("name", "brand", "specification")
    def _compute_display_name(self):
        for model in self:
            parts = (model.name, model.brand, model.specification)
            model.display_name = " ".join(part for part in parts if part)

    def _compute_equipment_count(self):
        groups = self.env["maintenance.equipment"]._read_group(
            [("device_model_id", "in", self.ids)], ["device_model_id"], ["__count"]
        )
        counts = {model.id: count for model, count in groups}
        for model in self:
            model.equipment_count = counts.get(model.id, 0)

    def action_open_equipment(self):
        """List the devices of this model."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.maintenance_equipment_action"
        )
        return action | {
            "domain": [("device_model_id", "=", self.id)],
            "context": {"default_device_model_id": self.id},
        }
