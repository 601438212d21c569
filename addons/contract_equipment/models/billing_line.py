from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

COUNTED = {"delivered_quantity", "accepted_quantity", "accepted_date"}
ARRIVED = ("arrived", "accepted")


class BillingLine(models.Model):
    """A contract line counts what was delivered and accepted of it, piece by piece."""

    _inherit = "billing.line"

    kit_template_id = fields.Many2one(
        "equipment.kit.template",
        string="Delivers kits",
        index="btree_not_null",
        ondelete="restrict",
        help="One piece of the line is one kit; it is delivered when all its parts are.",
    )
    device_model_id = fields.Many2one(
        "equipment.model",
        string="Delivers devices",
        index="btree_not_null",
        ondelete="restrict",
        help="One piece of the line is one device of this model.",
    )
    delivery_item_ids = fields.One2many(
        "equipment.delivery.item", "billing_line_id", string="Pieces", copy=False
    )
    is_counted = fields.Boolean(
        compute="_compute_is_counted", help="Quantities come from deliveries, not by hand."
    )
    delivered_quantity = fields.Float(compute="_compute_delivery", store=True, readonly=False)
    accepted_quantity = fields.Float(compute="_compute_delivery", store=True, readonly=False)
    accepted_date = fields.Date(compute="_compute_delivery", store=True, readonly=False)

    _one_kind = models.Constraint(
        "CHECK (kit_template_id IS NULL OR device_model_id IS NULL)",
        "A contract line delivers kits or devices, not both.",
    )

    @api.depends("delivery_item_ids")
    def _compute_is_counted(self):
        for line in self:
            # sudo: whether deliveries are planned is no secret of the equipment officers
            line.is_counted = bool(line.sudo().delivery_item_ids)

    @api.depends(
        "delivery_item_ids.state",
        "delivery_item_ids.kit_id",
        "delivery_item_ids.acceptance_id.date",
    )
    def _compute_delivery(self):
        items = self.env["equipment.delivery.item"]
        domain = [("billing_line_id", "in", self.ids)]
        planned = {
            line: count
            for line, count in items._read_group(domain, ["billing_line_id"], ["__count"])
        }
        delivered = self._count_pieces(ARRIVED)
        accepted = self._count_pieces(("accepted",))
        last = self._get_last_acceptance()
        for line in self:
            if line in planned:
                line.delivered_quantity = delivered.get((line.id, False), 0)
                line.accepted_quantity = accepted.get((line.id, False), 0)
                complete = line.accepted_quantity >= line.quantity
                line.accepted_date = complete and last.get(line.id, False)
            else:
                line.delivered_quantity = line.delivered_quantity
                line.accepted_quantity = line.accepted_quantity
                line.accepted_date = line.accepted_date

    @api.constrains("kit_template_id", "device_model_id")
    def _check_nothing_planned(self):
        for line in self:
            # sudo: see _compute_is_counted
            items = line.sudo().delivery_item_ids
            templates, models_ = items.kit_id.template_id, items.filtered(lambda i: not i.kit_id)
            if (templates - line.kit_template_id) or (models_.model_id - line.device_model_id):
                raise ValidationError(
                    self.env._(
                        "Deliveries of “%(line)s” are planned already; what it delivers stays.",
                        line=line.name,
                    )
                )

    def write(self, vals):
        if not COUNTED.isdisjoint(vals) and (counted := self.filtered("is_counted")):
            raise UserError(
                self.env._(
                    "“%(line)s” is counted from its deliveries. Record the arrival or the "
                    "acceptance of the pieces instead.",
                    line=counted[0].name,
                )
            )
        return super().write(vals)

    def _prepare_card(self):
        """What the card of a piece says about the contract it was bought under."""
        self.ensure_one()
        contract = self.project_id
        return {
            "billing_line_id": self.id,
            "contract_reference": contract.contract_number,
            "procurement_method": contract.procurement_method,
            "fund_reference": contract.fund_names,
        }

    def _count_pieces(self, states):
        """Whole pieces in ``states``: ``{(line id, owner unit id): n}``, unit ``False`` for all.

        A kit is one piece, and only when every part of it got that far.
        """
        groups = self.env["equipment.delivery.item"]._read_group(
            [("billing_line_id", "in", self.ids), ("state", "in", states)],
            ["billing_line_id", "org_unit_id", "kit_id"],
            ["__count"],
        )
        pieces = {}
        for line, unit, kit, count in groups:
            done = count >= kit.piece_count if kit else count
            for key in ((line.id, False), (line.id, unit.id)):
                pieces[key] = pieces.get(key, 0) + int(done)
        return pieces

    def _get_last_acceptance(self):
        """Day of the last acceptance: ``{line id: date}``."""
        groups = self.env["equipment.delivery.item"]._read_group(
            [("billing_line_id", "in", self.ids), ("acceptance_id", "!=", False)],
            ["billing_line_id"],
            ["acceptance_id:recordset"],
        )
        return {line.id: max(acceptances.mapped("date")) for line, acceptances in groups}

    def _get_unplanned(self, owner_unit=None):
        """Pieces of the line for which no delivery is planned yet, in all or of one owner."""
        self.ensure_one()
        domain = [("billing_line_id", "=", self.id), ("state", "!=", "rejected")]
        if owner_unit:
            domain.append(("org_unit_id", "=", owner_unit.id))
        items = self.env["equipment.delivery.item"].search(domain)
        planned = len(items.kit_id) if self.kit_template_id else len(items)
        share = self.share_ids.filtered(lambda s: s.owner_id.org_unit_id == owner_unit)
        wanted = sum(share.mapped("quantity")) if owner_unit else self.quantity
        return max(int(wanted) - planned, 0)

    def _plan_pieces(self, delivery, pieces):
        """Plan ``pieces`` of this line in a delivery; kits and devices take the line's price."""
        self.ensure_one()
        planned = delivery.with_context(default_billing_line_id=self.id)
        if self.kit_template_id:
            return planned._plan_kits(self.kit_template_id, pieces, price=self.unit_price)
        return planned._plan_devices(self.device_model_id, pieces, self.unit_price)
