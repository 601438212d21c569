import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.evidence.tools.canonical import canonical_rows

SIGNED_ITEM_FIELDS = (
    "model_id", "serial_no", "udi", "using_unit_id", "unit_price", "arrived_at", "state",
    "reject_reason", "equipment_id",
)  # fmt: skip
"""What the seal says about each piece."""


class EquipmentAcceptance(models.Model):
    """The acceptance form (验收单): pieces checked and signed for by both sides at one sitting.

    Sealed when it is done; then the cards exist. A correction takes its pieces over.
    """

    _name = "equipment.acceptance"
    _inherit = [
        "server.guard.mixin",
        "evidence.seal.mixin",
        "evidence.mixin",
        "mail.thread",
        "org.scoped.mixin",
    ]
    _description = "Acceptance"
    _order = "date desc, id desc"
    _rec_names_search = ["name", "delivery_id.name"]
    _seal_line_fields = ("check_ids",)
    _fixed_fields = frozenset({"name"})

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    delivery_id = fields.Many2one(
        "equipment.delivery", required=True, index=True, ondelete="restrict"
    )
    org_unit_id = fields.Many2one(
        related="delivery_id.org_unit_id",
        string="Receiving owner",
        store=True,
        precompute=True,
        default=None,
    )
    supplier_id = fields.Many2one(related="delivery_id.supplier_id")
    contract_reference = fields.Char(related="delivery_id.contract_reference")
    date = fields.Date(
        required=True, default=fields.Date.context_today, index=True, help="Warranty starts here."
    )
    place = fields.Char()
    latitude = fields.Float(digits=(9, 6), aggregator=None)
    longitude = fields.Float(digits=(9, 6), aggregator=None)
    receiver_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    receiver_name = fields.Char(
        compute="_compute_receiver_name",
        store=True,
        readonly=False,
        precompute=True,
        help="Who signs for the owner.",
    )
    supplier_representative = fields.Char(help="Who signs for the supplier.")
    item_ids = fields.One2many("equipment.delivery.item", "acceptance_id", string="Pieces")
    check_ids = fields.One2many(
        "equipment.acceptance.check", "acceptance_id", string="Checklist", copy=True
    )
    item_count = fields.Integer(string="Number of pieces", compute="_compute_item_count")
    note = fields.Text()
    client_uuid = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Drawn by the phone, so that a request sent twice is carried out once.",
    )
    currency_id = fields.Many2one(related="delivery_id.currency_id")

    _client_uuid_unique = models.UniqueIndex(
        "(client_uuid) WHERE client_uuid IS NOT NULL", "This acceptance was sent already."
    )

    @api.depends("receiver_id")
    def _compute_receiver_name(self):
        for acceptance in self:
            acceptance.receiver_name = acceptance.receiver_id.name

    @api.depends("item_ids")
    def _compute_item_count(self):
        groups = self.env["equipment.delivery.item"]._read_group(
            [("acceptance_id", "in", self.ids)], ["acceptance_id"], ["__count"]
        )
        counts = {acceptance.id: count for acceptance, count in groups}
        for acceptance in self:
            acceptance.item_count = counts.get(acceptance.id, 0)

    @api.constrains("date", "delivery_id")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for acceptance in self:
            arrival = acceptance.delivery_id.arrival_date
            if acceptance.date > today:
                raise ValidationError(self.env._("An acceptance cannot lie in the future."))
            if arrival and acceptance.date < arrival:
                raise ValidationError(
                    self.env._(
                        "The goods arrived on %(arrival)s; they cannot be accepted on %(date)s.",
                        arrival=arrival,
                        date=acceptance.date,
                    )
                )

    @api.constrains("delivery_id", "org_unit_id", "item_ids")
    def _check_delivery(self):
        for acceptance in self:
            delivery = acceptance.delivery_id
            is_strange = acceptance.item_ids.delivery_id - delivery
            if is_strange or acceptance.org_unit_id != delivery.org_unit_id:
                raise ValidationError(
                    self.env._(
                        "The pieces on “%(acceptance)s” must be those of its delivery.",
                        acceptance=acceptance.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        draw = self.env["ir.sequence"].next_by_code
        return super().create([vals | {"name": draw(self._name)} for vals in vals_list])

    def action_load_items(self):
        """Put everything of the delivery on the form that has arrived and isn't decided yet."""
        self.ensure_one()
        self._add_items(
            self.env["equipment.delivery.item"].search(
                [
                    ("delivery_id", "=", self.delivery_id.id),
                    ("state", "=", "arrived"),
                    ("acceptance_id", "=", False),
                ]
            )
        )

    def action_all_ok(self):
        """Answer every open point without a reading with OK."""
        is_open = self.check_ids.filtered(lambda check: not check.result and not check.has_reading)
        is_open.write({"result": "ok"})

    def action_print_labels(self):
        """Label the devices of these forms, and their kits."""
        return self.item_ids._print_labels()

    def action_correct(self):
        """Open the dialog that corrects this sealed acceptance."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct %(acceptance)s", acceptance=self.name),
            "res_model": "equipment.acceptance.correct",
            "view_mode": "form",
            "target": "new",
            "context": {"default_acceptance_id": self.id},
        }

    def _add_items(self, items):
        """Put pieces of the delivery on the form, each with the checklist of its model."""
        self.ensure_one()
        items._move({"acceptance_id": self.id})
        checks = self.env["equipment.acceptance.check"]
        checks._as_server().create(
            [vals for item in items for vals in checks._prepare_checks(self, item)]
        )

    def _supersede(self, vals):
        """The correction takes the pieces over, to be decided on again; their cards remain."""
        items = self.item_ids
        correction = super(EquipmentAcceptance, self._as_server())._supersede(vals)
        correction = correction.with_env(self.env)
        items._move({"acceptance_id": correction.id, "state": "arrived"})
        return correction

    def _seal_payload(self):
        return super()._seal_payload() | {"item_ids": self._get_pieces()}

    def _get_pieces(self):
        """What is signed about each piece; after a correction, what was signed then."""
        if self.seal_state == "superseded":
            return json.loads(self.seal_content)["item_ids"]
        return canonical_rows(self.item_ids.sorted("id"), SIGNED_ITEM_FIELDS)

    def _evidence_required_kinds(self):
        kinds = super()._evidence_required_kinds()
        if not self.supersedes_id:
            kinds.append(("photo", self.env._("Photo on site")))
        return kinds + [
            ("receiver_signature", self.env._("Signature of the receiver")),
            ("supplier_signature", self.env._("Signature of the supplier")),
        ]
