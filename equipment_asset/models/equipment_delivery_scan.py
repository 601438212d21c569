from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .equipment_delivery_serial import clean_code


class EquipmentDelivery(models.Model):
    """Receiving with a scanner or a phone: a code in, plain words out."""

    _inherit = "equipment.delivery"

    def scan_code(self, code):
        """Mark the piece with this serial number or UDI as arrived.

        :return: ``{"status", "message", "item_id", "blanks"}``; status is ``arrived``, ``again``,
            ``refused`` or ``unknown``. For an unknown number ``blanks`` lists the pieces expected
            without a number that it may belong to, one for each model.
        :raise AccessError: the user may not receive for this owner
        """
        self.ensure_one()
        self.check_access("write")
        answer = self._scan(code)
        blanks = self._get_blanks() if answer["status"] == "unknown" else []
        return {
            "status": answer["status"],
            "message": answer["message"],
            "item_id": answer["item"].id,
            "blanks": blanks,
        }

    def assign_serial(self, item_id, serial):
        """Give a piece that was expected without a number the scanned one; it has arrived.

        :return: as :meth:`scan_code`
        :raise UserError: the piece has a number already, or another piece has this one
        """
        self.ensure_one()
        self.check_access("write")
        answer = self._assign_serial(self._browse_item(item_id), serial)
        return {
            "status": answer["status"],
            "message": answer["message"],
            "item_id": answer["item"].id,
            "blanks": [],
        }

    def receive_item(self, item_id):
        """Mark a piece as arrived without a scan, for example one that has no serial number."""
        self.ensure_one()
        self.check_access("write")
        self._browse_item(item_id)._mark_arrived()

    def take_back_item(self, item_id):
        """Take back the arrival of a piece that was marked by mistake."""
        self.ensure_one()
        self.check_access("write")
        self._browse_item(item_id).action_undo_arrival()

    def _scan(self, code):
        """``{"status", "message", "item"}`` of a scanned code; see :meth:`scan_code`."""
        self.ensure_one()
        self._check_open()
        code = clean_code(code)
        items = self.env["equipment.delivery.item"]
        if not code:
            return self._answer("refused", self.env._("Scan or type a serial number."), items)
        found = items.search(Domain("delivery_id", "=", self.id) & self._get_code_domain(code))
        if found:
            return self._receive(found.sorted(lambda item: item.state != "expected")[0])
        if message := self._explain_elsewhere(code):
            return self._answer("refused", message, items)
        message = self.env._("%(code)s is not on this delivery.", code=code)
        return self._answer("unknown", message, items)

    def _receive(self, item):
        name = item.display_name
        if item.state == "expected":
            item._mark_arrived()
            return self._answer("arrived", self.env._("%(item)s: arrived", item=name), item)
        if item.state == "arrived":
            message = self.env._(
                "%(item)s: scanned already at %(time)s", item=name, time=self._format_time(item)
            )
            return self._answer("again", message, item)
        if item.state == "accepted":
            message = self.env._("%(item)s is accepted already.", item=name)
        else:
            message = self.env._("%(item)s was rejected: the supplier takes it back.", item=name)
        return self._answer("refused", message, item)

    def _assign_serial(self, item, serial):
        serial = clean_code(serial)
        if not serial or item.serial_no or item.state != "expected":
            raise UserError(
                self.env._("“%(item)s” does not wait for a serial number.", item=item.display_name)
            )
        item.serial_no = serial
        return self._receive(item)

    def _explain_elsewhere(self, code):
        """Where else the number is; units and deliveries out of the user's scope are not named."""
        domain = self._get_code_domain(code) & Domain("state", "!=", "rejected")
        items = self.env["equipment.delivery.item"]
        if other := items.search(domain, limit=1):
            return self.env._(
                "%(code)s belongs to delivery %(delivery)s.",
                code=code,
                delivery=other.delivery_id.display_name,
            )
        # sudo: only that it is elsewhere is told
        if items.sudo().search_count(domain, limit=1):
            return self.env._("%(code)s belongs to another delivery.", code=code)
        if card := self.env["maintenance.equipment"].search(
            [("serial_no", "in", [code, code.upper()])], limit=1
        ):
            return self.env._(
                "%(code)s has a card already: %(card)s.", code=code, card=card.display_name
            )
        return False

    def _get_code_domain(self, code):
        """A number printed in capitals may be typed in small letters."""
        codes = list({code, code.upper()})
        return Domain("serial_no", "in", codes) | Domain("udi", "in", codes)

    def _get_blanks(self):
        """``[{"item_id", "model", "count"}, …]``: pieces expected without a serial number."""
        waiting = self.env["equipment.delivery.item"].search(
            [
                ("delivery_id", "=", self.id),
                ("state", "=", "expected"),
                ("serial_no", "=", False),
                ("model_id.serial_required", "=", True),
            ]
        )
        by_model = defaultdict(waiting.browse)
        for item in waiting:
            by_model[item.model_id] += item
        return [
            {"item_id": items[0].id, "model": model.display_name, "count": len(items)}
            for model, items in by_model.items()
        ]

    def _browse_item(self, item_id):
        """:raise UserError: no such piece on this delivery"""
        domain = [("id", "=", item_id), ("delivery_id", "=", self.id)]
        if item := self.env["equipment.delivery.item"].search(domain):
            return item
        raise UserError(self.env._("This piece is not on the delivery."))

    def _format_time(self, item):
        moment = fields.Datetime.context_timestamp(self, item.arrived_at)
        is_today = moment.date() == fields.Date.context_today(self)
        return moment.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")

    def _answer(self, status, message, item):
        return {"status": status, "message": message, "item": item}
