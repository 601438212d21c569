from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class EquipmentTagMixin(models.AbstractModel):
    """What a change of owner does to a device or kit."""

    _inherit = "equipment.tag.mixin"

    former_number = fields.Char(
        readonly=True,
        copy=False,
        tracking=True,
        help="Number in the asset book of the former owner, before the last transfer.",
    )
    transfer_count = fields.Integer(string="Transfers", compute="_compute_transfer_count")

    def _compute_transfer_count(self):
        name = self._get_transfer_field()
        groups = self.env["equipment.transfer.line"]._read_group(
            [(name, "in", self.ids)], [name], ["__count"]
        )
        counts = {item.id: count for item, count in groups}
        for item in self:
            item.transfer_count = counts.get(item.id, 0)

    def action_open_transfers(self):
        """List the transfers this went through."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_transfer_action"
        )
        domain = Domain(f"line_ids.{self._get_transfer_field()}", "in", self.ids)
        return action | {"domain": list(domain), "context": {"create": False}}

    def action_open_transfer(self):
        """New transfer with these devices or kits."""
        return self.env["equipment.transfer"]._open_for(self)

    def _get_transfer_field(self):
        return "device_ids"

    def _change_owner(self, owner):
        """Enter the records in another owner's asset book, under numbers of its own."""
        numbers = owner._next_asset_numbers({owner.id: len(self)})[owner.id]
        for item, number in zip(self, numbers, strict=True):
            item._write_server(
                {
                    "org_unit_id": owner.id,
                    "former_number": item.asset_number,
                    "asset_number": number,
                }
            )


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    def write(self, vals):
        if "org_unit_id" in vals and not self._is_server():
            self._check_owner_stays(vals["org_unit_id"])
        return super().write(vals)

    def _check_owner_stays(self, owner_id):
        """:raise UserError: a booked device changes its owner by an approved transfer alone"""
        for equipment in self.filtered("booking_date"):
            if equipment.org_unit_id.id != owner_id:
                raise UserError(
                    self.env._(
                        "“%(device)s” is in the books of %(owner)s: move it to another owner with "
                        "a transfer (Devices / Transfers).",
                        device=equipment.display_name,
                        owner=equipment.org_unit_id.name,
                    )
                )

    def _change_owner(self, owner):
        result = super()._change_owner(owner)
        self.write({"acquisition_method": "transfer"})
        return result


class EquipmentKit(models.Model):
    _inherit = "equipment.kit"

    def _get_transfer_field(self):
        return "kit_id"

    def _change_owner(self, owner):
        # The parts first, each with its new number: the kit would carry them over with the old.
        here = self.part_ids.filtered(lambda part: part.state == "present")
        here.equipment_id._change_owner(owner)
        if self.child_ids:
            self.child_ids._change_owner(owner)
        return super()._change_owner(owner)
