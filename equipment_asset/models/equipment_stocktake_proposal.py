from odoo import api, fields, models
from odoo.exceptions import UserError

# Unforgeable: a context key can be sent over RPC, this object can't.
_SERVER = object()

KINDS = [
    ("place", "Enter the new place"),
    ("unit", "Make a transfer"),
    ("missing", "Report missing"),
    ("surplus", "Make a card"),
]
EDITABLE = {"reason"}


class EquipmentStocktakeProposal(models.Model):
    """What a signed stock-take proposes to correct: an officer of the owner applies or refuses it.

    Nothing is changed before somebody presses the button.
    """

    _name = "equipment.stocktake.proposal"
    _description = "Correction after a Stock-take"
    _inherit = ["mail.thread"]
    _order = "state desc, id"
    _rec_name = "text"

    stocktake_id = fields.Many2one(
        "equipment.stocktake", "Stock-take", required=True, readonly=True, index=True,
        ondelete="restrict",
    )  # fmt: skip
    line_id = fields.Many2one(
        "equipment.stocktake.line", "Result", required=True, readonly=True, index=True,
        ondelete="restrict",
    )  # fmt: skip
    org_unit_id = fields.Many2one(related="line_id.org_unit_id", store=True, index=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment", "Device", readonly=True, index="btree_not_null",
        ondelete="restrict",
    )  # fmt: skip
    kind = fields.Selection(KINDS, "Proposal", required=True, readonly=True)
    text = fields.Char("What to do", compute="_compute_text")
    state = fields.Selection(
        [("refused", "Refused"), ("open", "Open"), ("applied", "Applied")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    reason = fields.Char(tracking=True, help="Why it is refused.")
    decided_at = fields.Datetime(readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")

    @api.depends("kind", "line_id")
    def _compute_text(self):
        for proposal in self:
            proposal.text = getattr(proposal, f"_describe_{proposal.kind}")()

    def write(self, vals):
        if self.env.context.get("proposal_server") is not _SERVER:
            if vals.keys() - EDITABLE:
                raise UserError(self.env._("Proposals are applied or refused by their buttons."))
            self._check_open()
        return super().write(vals)

    def action_apply(self):
        """Correct the card, or open the form of the new card or the transfer that does it."""
        self._check_open()
        for proposal in self:
            if result := getattr(proposal, f"_apply_{proposal.kind}")():
                return result
        return None

    def action_refuse(self):
        """Leave everything as it is, for the reason entered."""
        self._check_open()
        for proposal in self:
            if not (proposal.reason or "").strip():
                raise UserError(self.env._("Enter the reason first, then refuse."))
        self._decide("refused")

    def action_open_device(self):
        """Open the card."""
        self.ensure_one()
        return self.equipment_id._get_records_action(name=self.equipment_id.display_name)

    def _check_open(self):
        self.check_access("write")
        self.lock_for_update()
        for proposal in self.filtered(lambda proposal: proposal.state != "open"):
            raise UserError(self.env._("“%(text)s” was decided already.", text=proposal.text))

    def _decide(self, state, **vals):
        vals |= {
            "state": state,
            "decided_at": fields.Datetime.now(),
            "decided_by_id": self.env.uid,
        }
        self.with_context(proposal_server=_SERVER).write(vals)

    def _undecide(self):
        vals = {"state": "open", "decided_at": False, "decided_by_id": False}
        self.with_context(proposal_server=_SERVER).write(vals)

    def _get_own_device(self):
        """:raise UserError: the user doesn't keep the card of the device, or it was disposed of."""
        device = self.equipment_id
        if not device.has_access("write"):
            raise UserError(
                self.env._(
                    "The card belongs to %(owner)s: an officer there applies the proposal.",
                    owner=device.org_unit_id.name,
                )
            )
        device._check_not_disposed()
        return device

    def _apply_place(self):
        self._get_own_device().place = self.line_id.found_place
        self._decide("applied")

    def _apply_missing(self):
        device, name = self._get_own_device(), self.stocktake_id.name
        reason = self.env._("Not found in stock-take %(name)s", name=name)
        device.usage_state = "idle"
        places = device.kit_part_ids.filtered(lambda part: part.state in ("present", "lent"))
        if places:
            places._report_missing(reason)
        device.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.env._("Search for it, or declare the loss"),
            note=reason,
            user_id=device.owner_user_id.id or self.env.uid,
        )
        self._decide("applied")

    def _apply_surplus(self):
        line = self.line_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New card"),
            "res_model": "maintenance.equipment",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_stocktake_proposal_id": self.id,
                "default_acquisition_method": "surplus",
                "default_acquisition_date": self.stocktake_id.date,
                "default_org_unit_id": self.stocktake_id.org_unit_id.id,
                "default_using_unit_id": line.found_unit_id.id,
                "default_place": line.found_place,
            },
        }

    def _adopt(self, device):
        """The card that was made from this proposal is saved."""
        self._check_open()
        self._decide("applied", equipment_id=device.id)

    def _describe_place(self):
        return self.env._("New place: %(place)s", place=self.line_id.found_place)

    def _describe_unit(self):
        return self.env._(
            "Transfer it to %(unit)s, where it was found", unit=self.line_id.found_unit_id.name
        )

    def _describe_missing(self):
        if self.equipment_id.kit_id:
            return self.env._("Idle until found, missing from its kit; search or declare the loss")
        return self.env._("Idle until found; search or declare the loss")

    def _describe_surplus(self):
        return self.env._("No card has the code %(code)s", code=self.line_id.code)
