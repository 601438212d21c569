import io
import itertools
import uuid

from PIL import Image

from odoo import Command

from .common import EquipmentCase


def make_signature():
    """PNG bytes as the signature field of the browser gives them."""
    output = io.BytesIO()
    Image.new("RGB", (200, 80), "white").save(output, "PNG")
    return output.getvalue()


SIGNATURE = make_signature()


class StocktakeCase(EquipmentCase):
    """A hospital with a clinic below it; the hospital's custodian counts, its officer supervises."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.counter = cls._user("counter", "custodian", cls.hospital)
        cls.here = cls._device("H1", place="一楼")
        cls.absent = cls._device("H2", place="一楼")
        cls.at_clinic = cls._device("C1", using_unit_id=cls.clinic.id)
        cls.elsewhere = cls._device("O1", cls.other_hospital)
        cls.minutes = itertools.count()

    @classmethod
    def _stocktake(cls, start=True, counter=None, **vals):
        """A stock-take of the hospital, prepared by its officer, already counting."""
        counter = counter or cls.counter
        defaults = {
            "org_unit_id": cls.hospital.id,
            "date": "2026-11-22",
            "counter_ids": [Command.set(counter.ids)],
        }
        stocktake = cls.env["equipment.stocktake"].with_user(cls.hospital_officer)
        stocktake = stocktake.create(defaults | vals)
        if start:
            stocktake.action_start()
        return stocktake

    def _event(self, code=None, unit=None, **vals):
        """What a phone sends for one scan."""
        moment = f"2026-11-22 08:{next(self.minutes):02d}:00"
        event = {"uuid": str(uuid.uuid4()), "kind": "scan", "code": code, "scanned_at": moment}
        return event | {"unit_id": (unit or self.hospital).id, "place": ""} | vals

    def _send(self, stocktake, *events, user=None):
        return stocktake.with_user(user or self.counter).record_scans(list(events))

    def _scan(self, stocktake, device, unit=None, user=None, **vals):
        """Scan the tag of ``device`` and return the answer."""
        code = device if isinstance(device, str) else device.tag_url
        return self._send(stocktake, self._event(code, unit, **vals), user=user)[0]

    def _line(self, stocktake, device):
        return stocktake.env["equipment.stocktake.line"].search(
            [("stocktake_id", "=", stocktake.id), ("equipment_id", "=", device.id)]
        )

    def _sign(self, stocktake):
        """Close, mark the rest as not found, and have both sides sign."""
        stocktake = stocktake.with_user(self.hospital_officer)
        stocktake.action_close_counting()
        stocktake.action_mark_missing()
        stocktake.with_user(self.counter)._sign_as_counter(SIGNATURE)
        stocktake._sign_as_supervisor(SIGNATURE)
        return stocktake
