from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

NAMED_SERIALS = 5
"""Up to so many missing serial numbers of a model are named one by one."""


class EquipmentDeliveryItem(models.Model):
    """The way of a piece: arrived, put on an acceptance, made a card or sent back."""

    _inherit = "equipment.delivery.item"

    def action_mark_arrived(self):
        """The pieces are here, for example those without a serial number to scan."""
        self._mark_arrived()

    def action_undo_arrival(self):
        """A piece was marked by mistake: it is expected again."""
        pieces = self.filtered(lambda item: item.state == "arrived" and not item.acceptance_id)
        pieces._move({"state": "expected", "arrived_at": False, "arrived_by_id": False})
        empty = pieces.delivery_id.filtered(lambda delivery: not delivery.arrived_count)
        empty._write_server({"arrival_date": False})

    def action_leave_acceptance(self):
        """Decide on these pieces another time."""
        self._get_checks()._as_server().unlink()
        self._move({"acceptance_id": False, "reject_reason": False})

    def action_expect_replacement(self):
        """Expect another piece for each rejected one, at the same place and value."""
        copies = self.browse()
        for item in self:
            if item.state != "rejected":
                raise UserError(
                    self.env._(
                        "“%(item)s” was not rejected: nothing has to replace it.",
                        item=item.display_name,
                    )
                )
            copies += item.copy()
            copies[-1]._move({"replaces_id": item.id})
        return copies._get_records_action(name=self.env._("Replacements"))

    def _mark_arrived(self, moment=None):
        """Record that the expected ones among these pieces are here.

        :param moment: UTC datetime of the arrival, by default now
        """
        self.delivery_id._check_open()
        moment = moment or fields.Datetime.now()
        pieces = self.filtered(lambda item: item.state == "expected")
        pieces._move({"state": "arrived", "arrived_at": moment, "arrived_by_id": self.env.uid})
        day = fields.Datetime.context_timestamp(self, moment).date()
        for delivery in pieces.delivery_id:
            delivery._write_server({"arrival_date": min(delivery.arrival_date or day, day)})

    def _get_arrival_day(self):
        """The day of the arrival in the user's time zone."""
        self.ensure_one()
        return fields.Datetime.context_timestamp(self, self.arrived_at).date()

    def _get_checks(self):
        """The answers on the acceptance the pieces are on now, not those a correction replaced."""
        return self.check_ids.filtered(
            lambda check: check.acceptance_id == check.item_id.acceptance_id
        )

    def _prepare_cards(self):
        """Values of the card of each of these accepted pieces, in order."""
        return [item._prepare_card() for item in self]

    def _prepare_card(self):
        """Values of the card of this accepted piece; dates are those of the acceptance."""
        self.ensure_one()
        day, delivery, kit = self.acceptance_id.date, self.delivery_id, self.kit_id
        return self._prepare_warranty_vals() | {
            "device_model_id": self.model_id.id,
            "serial_no": self.serial_no,
            "udi": self.udi,
            "kit_id": kit.id if self.kit_part_id else False,
            "org_unit_id": delivery.org_unit_id.id,
            "using_unit_id": self.using_unit_id.id,
            "owner_user_id": kit.owner_user_id.id,
            "place": kit.place,
            "company_id": delivery.company_id.id,
            "unit_price": self.unit_price,
            "partner_id": delivery.supplier_id.id,
            "contract_reference": delivery.contract_reference,
            "acquisition_method": "purchase",
            "acquisition_date": day,
            "booking_date": day,
            "effective_date": day,
        }

    def _prepare_warranty_vals(self):
        """Free warranty from the day of acceptance for the months of the model (domain D19)."""
        months, start = self.model_id.warranty_months, self.acceptance_id.date
        if not months:
            return {"warranty_start": False, "warranty_date": False}
        end = start + relativedelta(months=months, days=-1)
        return {"warranty_start": start, "warranty_date": end}

    def _get_missing_text(self):
        """Which of these pieces are not decided on yet, in words: “A S1, S2; B × 12”."""
        serials = defaultdict(list)
        for item in self.filtered(lambda item: item.state in ("expected", "arrived")):
            serials[item.model_id].append(item.serial_no)
        return self.env._("; ").join(
            self._describe_missing(model, numbers) for model, numbers in serials.items()
        )

    def _describe_missing(self, model, serials):
        known = [serial for serial in serials if serial][:NAMED_SERIALS]
        rest = len(serials) - len(known)
        words = [model.display_name, ", ".join(known), f"× {rest}" if rest else ""]
        return " ".join(word for word in words if word)
