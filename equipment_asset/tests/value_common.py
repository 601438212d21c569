from datetime import date

from odoo.addons.evidence.tests.common import PDF, make_photo

from .common import EquipmentCase

PHOTO = make_photo(size=(64, 48))


class ValueCase(EquipmentCase):
    """Devices booked in June 2025: medical devices are written off over 72 months."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls._user("chief", "manager", cls.county)
        cls.medical = cls.env.ref("equipment_asset.class_a02320000")
        cls.station = cls._asset("GW-1", 298000)

    @classmethod
    def _asset(cls, serial, price, booking="2025-06-15", **vals):
        defaults = {
            "unit_price": price,
            "booking_date": booking,
            "class_id": cls.medical.id,
        }
        return cls._device(serial, **(defaults | vals))

    @classmethod
    def _run(cls, month, unit=None, user=None, **vals):
        runs = cls.env["equipment.depreciation.run"].with_user(user or cls.hospital_officer)
        unit = unit or cls.hospital
        return runs.create({"month": month, "org_unit_id": unit.id} | vals)

    @classmethod
    def _book(cls, *months, **vals):
        runs = [cls._run(date(2025, month, 1), **vals) for month in months]
        for run in runs:
            run.action_book()
        return runs[-1]

    @classmethod
    def _prove(cls, record, *codes):
        for code in codes:
            is_photo = code == "photo"
            record._add_evidence(
                f"{code}.jpg" if is_photo else f"{code}.pdf",
                PHOTO if is_photo else PDF,
                requirement_code=code,
                kind="photo" if is_photo else "document",
            )
