from odoo import Command

from odoo.addons.evidence.tests.common import make_photo

from .common import EquipmentCase


class DeliveryCase(EquipmentCase):
    """A delivery for the hospital; the blood-pressure meter has a required reading."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.photo = make_photo(size=(400, 300))
        cls.bp_model.check_ids = [
            Command.create({"kind": "unpacked", "sequence": 1}),
            Command.create(
                {
                    "kind": "self_test",
                    "sequence": 2,
                    "reading_unit": "mmHg",
                    "reading_min": -3,
                    "reading_max": 3,
                }
            ),
            Command.create({"kind": "documents", "sequence": 3, "is_required": False}),
        ]
        cls.delivery = cls._delivery()

    @classmethod
    def _delivery(cls, unit=None, **vals):
        defaults = {
            "org_unit_id": (unit or cls.hospital).id,
            "supplier_id": cls.supplier.id,
            "contract_reference": "合同2026-001",
        }
        return cls.env["equipment.delivery"].create(defaults | vals)

    @classmethod
    def _plan(cls, *serials, delivery=None, model=None, **vals):
        """Expected pieces with these serial numbers."""
        items = (delivery or cls.delivery)._plan_devices(
            model or cls.bp_model, len(serials), vals.pop("price", 1200), **vals
        )
        for item, serial in zip(items, serials, strict=True):
            item.serial_no = serial
        return items

    @classmethod
    def _acceptance(cls, items, user=None, proofs=True, reading=0.5, **vals):
        """An acceptance with these pieces, arrived, checked and ready to be accepted."""
        user = user or cls.hospital_officer
        items = items.with_user(user)
        items._mark_arrived()
        acceptance = (
            cls.env["equipment.acceptance"]
            .with_user(user)
            .create(
                {"delivery_id": items.delivery_id.id, "supplier_representative": "供应商张三"}
                | vals
            )
        )
        acceptance._add_items(items)
        acceptance.action_all_ok()
        readings = acceptance.check_ids.filtered("has_reading")
        readings.write({"result": "ok", "reading": reading})
        if proofs:
            cls._prove(acceptance)
        return acceptance

    @classmethod
    def _sign(cls, acceptance):
        cls._prove(acceptance, "receiver_signature", "supplier_signature")

    @classmethod
    def _prove(cls, acceptance, *codes):
        for code in codes or ("photo", "receiver_signature", "supplier_signature"):
            kind = "photo" if code == "photo" else "signature"
            acceptance._add_evidence(f"{code}.jpg", cls.photo, kind=kind, requirement_code=code)
