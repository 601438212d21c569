from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

WHEREABOUTS = ("using_unit_id", "owner_user_id", "place")
"""What a part takes over from the kit it is put into."""
FOLLOWED = ("org_unit_id", *WHEREABOUTS)
"""What the parts of a kit share with it, as long as they are in it."""


class EquipmentKit(models.Model):
    """A bundle of devices handed out and looked after as one, with a label of its own.

    Its parts stay assets of their own: one may be missing, lent or replaced and the kit lives on.
    """

    _name = "equipment.kit"
    _inherit = ["equipment.tag.mixin", "mail.thread", "mail.activity.mixin", "evidence.mixin"]
    _description = "Kit"
    _order = "asset_number, id"
    _rec_names_search = ["asset_number", "name"]

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, required=True, precompute=True
    )
    template_id = fields.Many2one(
        "equipment.kit.template", required=True, index=True, ondelete="restrict"
    )
    parent_id = fields.Many2one(
        "equipment.kit", string="Inside kit", index="btree_not_null", ondelete="restrict"
    )
    child_ids = fields.One2many("equipment.kit", "parent_id", string="Kits inside")
    owner_user_id = fields.Many2one(
        "res.users", string="Custodian", index="btree_not_null", tracking=True
    )
    place = fields.Char(tracking=True)
    price = fields.Monetary(help="What the kit cost; its parts sum to it exactly.")
    part_ids = fields.One2many("equipment.kit.part", "kit_id", string="Parts")
    piece_count = fields.Integer(string="Pieces", compute="_compute_completeness", store=True)
    present_count = fields.Integer(string="Present", compute="_compute_completeness", store=True)
    completeness = fields.Char(compute="_compute_completeness", store=True)
    is_complete = fields.Boolean(
        string="Complete", compute="_compute_completeness", store=True, index=True
    )
    value_total = fields.Monetary(string="Value of parts", compute="_compute_value_total")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")

    _not_in_itself = models.Constraint(
        "CHECK (parent_id IS NULL OR parent_id <> id)", "A kit cannot be inside itself."
    )

    @api.depends("template_id")
    def _compute_name(self):
        for kit in self:
            kit.name = kit.name or kit.template_id.name

    @api.depends("asset_number", "name")
    def _compute_display_name(self):
        for kit in self:
            kit.display_name = " ".join(part for part in (kit.asset_number, kit.name) if part)

    @api.depends("part_ids.state")
    def _compute_completeness(self):
        for kit in self:
            places = kit.part_ids.filtered(lambda part: part.state != "replaced")
            present = places.filtered(lambda part: part.state == "present")
            kit.piece_count, kit.present_count = len(places), len(present)
            kit.completeness = f"{len(present)}/{len(places)}"
            kit.is_complete = bool(places) and len(present) == len(places)

    @api.depends("part_ids.equipment_id.original_value", "part_ids.state")
    def _compute_value_total(self):
        for kit in self:
            places = kit.part_ids.filtered(lambda part: part.state != "replaced")
            kit.value_total = sum(places.equipment_id.mapped("original_value"))

    @api.constrains("parent_id")
    def _check_no_cycle(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A kit cannot be inside itself."))

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._fill_asset_numbers(vals_list)
        kits = super().create(vals_list)
        for kit in kits.filtered(lambda kit: not kit.part_ids):
            kit._create_places()
        return kits

    def write(self, vals):
        result = super().write(vals)
        followed = {name: vals[name] for name in FOLLOWED if name in vals}
        if self and followed:
            here = self.part_ids.filtered(lambda part: part.state == "present")
            here.equipment_id.write(followed)
            self.child_ids.write(followed)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filled(self):
        for kit in self.filtered("part_ids.equipment_id"):
            raise UserError(
                self.env._(
                    "“%(kit)s” holds devices and can't be deleted. Archive it instead.",
                    kit=kit.display_name,
                )
            )

    def action_open_equipment(self):
        """List the devices of this kit."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.maintenance_equipment_action"
        )
        return action | {"domain": [("kit_id", "=", self.id)], "context": {}}

    def _get_whereabouts(self):
        self.ensure_one()
        return self._convert_to_write({name: self[name] for name in WHEREABOUTS})

    def _create_places(self):
        """One place for each piece of the template, without a device yet."""
        self.ensure_one()
        self.env["equipment.kit.part"].create(
            [
                {"kit_id": self.id, "sequence": number, "model_id": line.model_id.id}
                for number, line in enumerate(self.template_id._get_pieces(), 1)
            ]
        )
