from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [
    ("planned", "Planned"),
    ("arrived", "Arriving"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class EquipmentDelivery(models.Model):
    """What a supplier brings to one owner: every piece expected, arrived, accepted or rejected.

    ``org_unit_id`` is the unit that receives the goods and in whose asset book they go.
    """

    _name = "equipment.delivery"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "org.scoped.mixin",
        "evidence.mixin",
    ]
    _description = "Delivery"
    _order = "planned_date desc, id desc"
    _rec_names_search = ["name", "note_number", "contract_reference"]
    _server_fields = frozenset({"arrival_date", "is_cancelled"})
    _fixed_fields = frozenset({"name"})

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    org_unit_id = fields.Many2one(string="Receiving owner", tracking=True)
    supplier_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict", tracking=True
    )
    note_number = fields.Char(
        string="Delivery note", help="Number of the supplier's delivery note.", copy=False
    )
    contract_reference = fields.Char(help="Number of the contract the goods are bought under.")
    planned_date = fields.Date(
        default=fields.Date.context_today, index=True, tracking=True, help="Day agreed for arrival."
    )
    arrival_date = fields.Date(
        copy=False,
        readonly=True,
        help="Day the first piece arrived; nothing can be accepted before it.",
    )
    is_cancelled = fields.Boolean(readonly=True, copy=False)
    state = fields.Selection(
        STATES,
        compute="_compute_progress",
        store=True,
        index=True,
        tracking=True,
        group_expand=True,
    )
    item_ids = fields.One2many("equipment.delivery.item", "delivery_id", string="Pieces")
    acceptance_ids = fields.One2many("equipment.acceptance", "delivery_id", string="Acceptances")
    item_count = fields.Integer(string="Expected", compute="_compute_progress", store=True)
    arrived_count = fields.Integer(string="Arrived", compute="_compute_progress", store=True)
    accepted_count = fields.Integer(string="Accepted", compute="_compute_progress", store=True)
    rejected_count = fields.Integer(string="Rejected", compute="_compute_progress", store=True)
    acceptance_count = fields.Integer(compute="_compute_acceptance_count")
    note = fields.Text()
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.depends("name", "note_number")
    def _compute_display_name(self):
        for delivery in self:
            parts = (delivery.name, delivery.note_number)
            delivery.display_name = " / ".join(part for part in parts if part)

    @api.depends("item_ids.state", "is_cancelled")
    def _compute_progress(self):
        counts = defaultdict(dict)
        for delivery, state, count in self.env["equipment.delivery.item"]._read_group(
            [("delivery_id", "in", self.ids)], ["delivery_id", "state"], ["__count"]
        ):
            counts[delivery.id][state] = count
        for delivery in self:
            delivery.update(delivery._prepare_progress(counts[delivery._origin.id]))

    def _compute_acceptance_count(self):
        groups = self.env["equipment.acceptance"]._read_group(
            [("delivery_id", "in", self.ids)], ["delivery_id"], ["__count"]
        )
        counts = {delivery.id: count for delivery, count in groups}
        for delivery in self:
            delivery.acceptance_count = counts.get(delivery.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        draw = self.env["ir.sequence"].next_by_code
        return super().create([vals | {"name": draw(self._name)} for vals in vals_list])

    def write(self, vals):
        if "org_unit_id" in vals and self.item_ids.filtered("kit_id"):
            raise UserError(
                self.env._(
                    "The kits of this delivery are planned for its owner. Delete the pieces first."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if self.filtered(lambda delivery: delivery.accepted_count or delivery.rejected_count):
            raise UserError(
                self.env._(
                    "Pieces of this delivery were accepted or rejected: it can't be deleted."
                )
            )

    def action_cancel(self):
        """Call the delivery off: nothing of it was accepted; its empty kits are archived."""
        for delivery in self:
            if delivery.accepted_count:
                raise UserError(
                    self.env._(
                        "Pieces of “%(delivery)s” were accepted already: it can't be cancelled.",
                        delivery=delivery.display_name,
                    )
                )
        self._write_server({"is_cancelled": True})
        self._get_empty_kits().active = False

    def action_reopen(self):
        """Take the cancellation back."""
        self._write_server({"is_cancelled": False})
        self.with_context(active_test=False)._get_empty_kits().active = True

    def action_receive(self):
        """Open the page that receives this delivery with a phone or a hand scanner."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "equipment_asset.equipment_receive_action"
        )
        return action | {"context": {"delivery_id": self.id}}

    def action_create_acceptance(self):
        """Start an acceptance with everything that has arrived and isn't decided yet."""
        self.ensure_one()
        acceptance = self.env["equipment.acceptance"].create({"delivery_id": self.id})
        acceptance.action_load_items()
        return acceptance._get_records_action(name=acceptance.name)

    def action_open_items(self):
        """List the pieces of this delivery."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_delivery_item_action"
        )
        return action | {"domain": [("delivery_id", "=", self.id)], "context": {}}

    def action_print_labels(self):
        """Label the devices that were accepted from these deliveries, and their kits."""
        items = self.env["equipment.delivery.item"].search([("delivery_id", "in", self.ids)])
        return items._print_labels()

    def action_open_acceptances(self):
        """List the acceptances of this delivery."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_acceptance_action"
        )
        return action | {
            "domain": [("delivery_id", "=", self.id)],
            "context": {"default_delivery_id": self.id},
        }

    def _prepare_progress(self, counts):
        """Counts and state from ``{item state: how many}``."""
        total, expected = sum(counts.values()), counts.get("expected", 0)
        is_open = expected or counts.get("arrived", 0)
        state = "done" if total and not is_open else "arrived" if total > expected else "planned"
        return {
            "item_count": total,
            "arrived_count": total - expected,
            "accepted_count": counts.get("accepted", 0),
            "rejected_count": counts.get("rejected", 0),
            "state": "cancelled" if self.is_cancelled else state,
        }

    def _get_empty_kits(self):
        """Kits planned by these deliveries that hold no device."""
        return self.item_ids.kit_id.filtered(lambda kit: not kit.part_ids.equipment_id)

    def _check_open(self):
        """:raise UserError: nothing more can be received on a cancelled delivery."""
        for delivery in self.filtered("is_cancelled"):
            raise UserError(
                self.env._("“%(delivery)s” is cancelled.", delivery=delivery.display_name)
            )

    def _get_listed_items(self):
        """Pieces to print: searched for, so that nobody prints what is not in his scope."""
        return self.env["equipment.delivery.item"].search([("delivery_id", "=", self.id)])
