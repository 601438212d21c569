from odoo import Command, models
from odoo.exceptions import UserError


class EquipmentDelivery(models.Model):
    """What is to come: kits with their parts, or single devices."""

    _inherit = "equipment.delivery"

    def action_plan(self):
        """Open the dialog that adds kits or devices to what is expected."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan pieces"),
            "res_model": "equipment.delivery.plan",
            "view_mode": "form",
            "target": "new",
            "context": {"default_delivery_id": self.id},
        }

    def _plan_kits(self, template, quantity, using_units=None, price=None):
        """Create kits of this owner, still empty, and expect each of their parts.

        :param using_units: units that get a kit each, in order; one unit gets all; by default the
            owner
        :param price: yuan for one kit, by default the template's; shared out to the fen
        :return: the kits
        :raise UserError: the number of units doesn't fit
        """
        self.ensure_one()
        price = template.price if price is None else price
        units = self._spread_units(using_units, quantity)
        # A kit takes its places with it: one insert for all kits. Nobody follows an empty kit.
        kits = (
            self.env["equipment.kit"]
            .with_context(tracking_disable=True)
            .create([self._prepare_kit_vals(template, unit, price) for unit in units])
        )
        values = list(template._split_price(price).values())
        vals_list = [
            self._prepare_item_vals(part.model_id, kit.using_unit_id, value)
            | {"kit_id": kit.id, "kit_part_id": part.id}
            for kit in kits
            for part, value in zip(kit.part_ids, values, strict=True)
        ]
        self.env["equipment.delivery.item"].create(self._number(vals_list))
        return kits.with_env(self.env)

    def _plan_devices(self, model, quantity, price=None, using_units=None):
        """Expect ``quantity`` pieces of a device model outside of kits.

        :param price: yuan for one piece, by default the reference price of the model
        :param using_units: as in :meth:`_plan_kits`
        :return: the expected pieces
        """
        self.ensure_one()
        price = model.list_price if price is None else price
        units = self._spread_units(using_units, quantity)
        vals_list = [self._prepare_item_vals(model, unit, price) for unit in units]
        return self.env["equipment.delivery.item"].create(self._number(vals_list))

    def _spread_units(self, using_units, quantity):
        units = list(using_units or self.org_unit_id)
        if len(units) == 1:
            units *= quantity
        if quantity < 1 or len(units) != quantity:
            raise UserError(
                self.env._(
                    "%(quantity)s pieces cannot go to %(units)s units: name one unit for each "
                    "piece, or one for all.",
                    quantity=quantity,
                    units=len(units),
                )
            )
        return units

    def _prepare_kit_vals(self, template, unit, price):
        places = [
            Command.create({"sequence": number, "model_id": line.model_id.id})
            for number, line in enumerate(template._get_pieces(), 1)
        ]
        return {
            "template_id": template.id,
            "org_unit_id": self.org_unit_id.id,
            "using_unit_id": unit.id,
            "price": price,
            "company_id": self.company_id.id,
            "part_ids": places,
        }

    def _prepare_item_vals(self, model, unit, price):
        return {
            "delivery_id": self.id,
            "model_id": model.id,
            "using_unit_id": unit.id,
            "unit_price": price,
        }

    def _number(self, vals_list):
        """Keep the order in which pieces are planned."""
        first = self.item_count + 1
        return [vals | {"sequence": number} for number, vals in enumerate(vals_list, first)]
