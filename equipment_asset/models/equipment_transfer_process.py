from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

ACTIVITY = "mail.mail_activity_data_todo"


class EquipmentTransfer(models.Model):
    """How a transfer goes on: approval, hand-over, receipt, return."""

    _inherit = "equipment.transfer"

    def action_hand_over(self):
        """Give the devices away: the giver has signed, from now on nothing changes."""
        for transfer in self:
            transfer._check_state("draft")
            transfer._check_owner_officer()
            transfer._check_ready()
            transfer._check_approved()
            transfer._check_required_evidence()
            transfer.sudo().line_ids._keep_former()  # sudo: rows are closed to editing by now
            transfer._go_on("handed_over", "handed_over")
            transfer._ask_for_receipt()

    def action_receive(self):
        """Confirm the receipt as another person than the giver; devices move, the form is sealed."""
        for transfer in self:
            transfer._check_state("handed_over")
            transfer._check_receiver()
            transfer._check_required_evidence()
            is_loan = transfer.kind == "loan"
            transfer._move(transfer.to_unit_id, transfer.to_user_id, transfer.to_place)
            transfer._go_on("received" if is_loan else "done", "received")
            transfer._seal()
            # sudo: the task may be a colleague's
            transfer.sudo().activity_feedback([ACTIVITY])

    def action_return(self):
        """What was lent is back with its owner, as it was before."""
        for transfer in self:
            transfer._check_state("received")
            transfer._check_owner_officer()
            # sudo: the seal lets the return pass; the officer of the owner was checked
            for line in transfer.sudo().line_ids:
                line._move(transfer.from_unit_id, line.former_user_id, line.former_place)
            transfer._go_on("done", "returned")

    def action_cancel(self):
        """Call it off; nothing has moved yet."""
        for transfer in self:
            transfer._check_state("draft", "handed_over")
            transfer._check_owner_officer()
            transfer._go_on("cancelled")
            transfer._withdraw_correction()
            # sudo: the task may be a colleague's
            transfer.sudo().activity_unlink([ACTIVITY])

    def action_open_correction(self):
        """Dialog that asks for the reason and opens a transfer which puts this one right."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct the transfer"),
            "res_model": "equipment.transfer.correction",
            "view_mode": "form",
            "target": "new",
            "context": {"default_transfer_id": self.id},
        }

    def _correct(self, reason):
        """A draft that takes the devices back from where this transfer brought them.

        :return: the draft; route and items may be changed before it is handed over
        """
        self.ensure_one()
        self._check_state("done")
        owner = self.new_owner_id or self.org_unit_id
        owner.check_in_scope()
        return self._supersede(
            {
                "supersede_reason": reason,
                "kind": "assignment" if self.kind == "loan" else self.kind,
                "org_unit_id": owner.id,
                "from_unit_id": self.to_unit_id.id,
                "to_unit_id": self.from_unit_id.id,
                "new_owner_id": self.org_unit_id.id if self.new_owner_id else False,
                "to_user_id": False,
                "to_place": False,
                "date": fields.Date.context_today(self),
            }
        )

    @api.model
    def _open_for(self, items, to_unit=None):
        """Form of a new transfer with these devices or kits.

        :param items: ``maintenance.equipment`` or ``equipment.kit`` records of one owner, used
            by one unit
        :param to_unit: where they should go, if known
        :return: window action
        :raise UserError: of several owners or units, or a device that belongs to a kit
        """
        owner, unit = items.org_unit_id, items.using_unit_id
        if len(owner) != 1 or len(unit) != 1:
            raise UserError(
                self.env._(
                    "Choose devices of one owner that are used by one unit. These belong to: "
                    "%(owners)s; used by: %(units)s.",
                    owners=", ".join(owner.mapped("name")),
                    units=", ".join(unit.mapped("name")),
                )
            )
        name = "kit_id" if items._name == "equipment.kit" else "equipment_id"
        lines = [Command.create({name: item.id}) for item in items]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New transfer"),
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                "default_org_unit_id": owner.id,
                "default_from_unit_id": unit.id,
                "default_to_unit_id": to_unit.id if to_unit else False,
                "default_line_ids": lines,
            },
        }

    def _get_approvers(self):
        """Those who answer for the owner; a manager of the receiver alone does not decide."""
        path = self.org_unit_id.parent_path
        return (
            super()
            ._get_approvers()
            .filtered(
                # sudo: only where the colleague belongs is read
                lambda user: path.startswith(user.sudo().org_unit_id.parent_path or "-")
            )
        )

    def _check_before_request(self):
        self._check_state("draft")
        self._check_owner_officer()
        if self.kind != "gratis":
            raise UserError(self.env._("This needs no approval: hand it over."))
        self._check_ready()

    def _check_ready(self):
        """Whether all still are where the draft says, and the owner may give them away."""
        if not self.line_ids:
            raise UserError(self.env._("Add the devices or kits first."))
        self._check_units_in_scope()
        self.line_ids._check_item()

    def _check_approved(self):
        if self.kind == "gratis" and self.approval_state != "approved":
            raise UserError(
                self.env._("Another owner gets the devices: have a manager approve it first.")
            )

    def _check_receiver(self):
        if not self.to_unit_id._filter_in_scope():
            raise AccessError(
                self.env._("Somebody of %(unit)s confirms the receipt.", unit=self.to_unit_id.name)
            )
        if self.env.user == self.handed_over_by_id:
            raise UserError(
                self.env._("You handed it over: another person has to confirm the receipt.")
            )
        if not self.env.user.has_group("equipment_asset.group_equipment_custodian"):
            raise AccessError(self.env._("A custodian or officer confirms the receipt."))

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for transfer in self.filtered(lambda transfer: transfer.state not in states):
            raise UserError(
                self.env._(
                    "“%(name)s”: %(state)s. That cannot be done with it now.",
                    name=transfer.name,
                    state=labels[transfer.state],
                )
            )

    def _ask_for_receipt(self):
        if self.to_user_id:
            self.activity_schedule(
                ACTIVITY, user_id=self.to_user_id.id, summary=self.env._("Confirm the receipt")
            )

    def _go_on(self, state, step=None):
        vals = {"state": state}
        if step:
            vals |= {f"{step}_by_id": self.env.uid, f"{step}_at": fields.Datetime.now()}
        # sudo: who may press the button was checked; nobody writes these fields by hand
        transfers = self.sudo()
        transfers.write(vals)
        transfers.line_ids.flush_recordset(["is_open"])  # the next transfer may follow at once

    def _move(self, unit, user, place):
        # sudo: the receiver confirms what the owner decided; the cards are the owner's
        lines = self.sudo().line_ids
        if self.new_owner_id:
            for line in lines:
                line._get_item()._change_owner(self.new_owner_id)
        for line in lines:
            line._move(unit, user, place)


class EquipmentTransferLine(models.Model):
    _inherit = "equipment.transfer.line"

    def _move(self, unit, user, place):
        self._get_item().write({"using_unit_id": unit.id, "owner_user_id": user.id, "place": place})
        idle = self._get_devices().filtered(lambda device: device.usage_state == "idle")
        idle.write({"usage_state": "in_use"})
