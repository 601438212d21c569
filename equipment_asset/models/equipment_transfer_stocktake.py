from odoo import api, fields, models
from odoo.exceptions import UserError


class EquipmentTransfer(models.Model):
    _inherit = "equipment.transfer"
    _fixed_fields = frozenset({"stocktake_proposal_id"})

    stocktake_proposal_id = fields.Many2one(
        "equipment.stocktake.proposal", "Found by stock-take", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
        help="The device stands there already; the transfer makes up for the signatures.",
    )  # fmt: skip

    @api.model_create_multi
    def create(self, vals_list):
        transfers = super().create(vals_list)
        for transfer in transfers.filtered("stocktake_proposal_id"):
            transfer.stocktake_proposal_id._adopt_transfer(transfer)
        return transfers

    def action_cancel(self):
        """Call it off; what the stock-take proposed waits for a decision again."""
        result = super().action_cancel()
        self.stocktake_proposal_id._reopen()
        return result

    def unlink(self):
        proposals = self.stocktake_proposal_id
        result = super().unlink()
        proposals._reopen()
        return result


class EquipmentStocktakeProposal(models.Model):
    """A device found at another unit: two signatures make it official, not a stroke of the pen."""

    _inherit = "equipment.stocktake.proposal"

    transfer_ids = fields.One2many("equipment.transfer", "stocktake_proposal_id")

    def _apply_unit(self):
        device, line = self._get_own_device(), self.line_id
        if "lent" in device.kit_part_ids.mapped("state"):
            return self._decide("applied")  # the kit says who has it
        if device.using_unit_id != line.found_unit_id:
            return self._open_transfer()
        device.place = line.found_place or device.place
        return self._decide("applied")  # handed over in the meantime

    def _open_transfer(self):
        item, unit = self._get_stray_item(), self.line_id.found_unit_id
        if not unit._filter_in_scope():
            raise UserError(
                self.env._(
                    "%(unit)s is outside your units: an officer of the unit above both makes the "
                    "transfer.",
                    unit=unit.name,
                )
            )
        within = unit.parent_path.startswith(item.org_unit_id.parent_path)
        action = self.env["equipment.transfer"]._open_for(item, unit)
        action["context"] |= {
            "default_stocktake_proposal_id": self.id,
            "default_kind": "assignment" if within else "loan",
            "default_to_place": self.line_id.found_place,
            "default_reason": self.env._("Stock-take %(name)s", name=self.stocktake_id.name),
        }
        return action

    def _get_stray_item(self):
        """The device, or the kit it is in.

        :raise UserError: the stock-take found other parts of the kit elsewhere
        """
        kit = self.equipment_id.kit_id
        if not kit:
            return self.equipment_id
        parts = kit.part_ids.filtered(lambda part: part.state == "present").equipment_id
        lines = self.env["equipment.stocktake.line"].search(
            [("stocktake_id", "=", self.stocktake_id.id), ("equipment_id", "in", parts.ids)]
        )
        if lines.found_unit_id != self.line_id.found_unit_id:
            raise UserError(
                self.env._(
                    "Other parts of the kit “%(kit)s” were found elsewhere: lend this part out in "
                    "the kit or take it out of the kit, or bring it back and refuse the proposal.",
                    kit=kit.display_name,
                )
            )
        return kit.parent_id or kit

    def _adopt_transfer(self, transfer):
        """The transfer that this proposal asks for is saved.

        :raise UserError: it brings something else, or to another unit
        """
        self._check_open()
        item, found = self._get_stray_item(), self.line_id.found_unit_id
        moves_it = any(line._get_item() == item for line in transfer.line_ids)
        if not moves_it or transfer.to_unit_id != found:
            raise UserError(
                self.env._(
                    "The stock-take found “%(device)s” at %(unit)s: transfer it there.",
                    device=self.equipment_id.display_name,
                    unit=found.name,
                )
            )
        self._decide("applied")

    def _reopen(self):
        """No transfer is left that brings the device to where it was found: decide again."""
        # sudo: who calls a transfer off need not be let into the stock-take
        for proposal in self.sudo().filtered(lambda proposal: proposal.state == "applied"):
            if all(transfer.state == "cancelled" for transfer in proposal.transfer_ids):
                proposal._undecide()
