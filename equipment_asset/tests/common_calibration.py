from odoo import Command

from odoo.addons.evidence.tests.common import PDF

from .common import EquipmentCase


class CalibrationCase(EquipmentCase):
    """Blood-pressure meters are verified every year; a body that does it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.compulsory = cls.env.ref("equipment_asset.calibration_kind_compulsory")
        cls.qc = cls.env.ref("equipment_asset.calibration_kind_qc")
        cls.body = cls.env["res.partner"].create({"name": "德保县计量检定测试所"})
        cls.bp_model.calibration_ids = [
            Command.create(
                {"kind_id": cls.compulsory.id, "valid_from": "2020-10-26", "source": "计量法"}
            )
        ]
        cls.meter = cls._device("BP-1", effective_date="2025-01-01")

    @classmethod
    def _certificate(cls, date="2026-01-10", device=None, confirm=True, user=None, **vals):
        """A certificate with its scan; confirmed unless told otherwise."""
        env = cls.env(user=user or cls.hospital_officer)
        device = device or cls.meter
        defaults = {
            "number": f"NO-{date}-{device.id}",
            "equipment_id": device.id,
            "body_id": cls.body.id,
            "kind_id": cls.compulsory.id,
            "date": date,
        }
        certificate = env["equipment.calibration"].create(defaults | vals)
        if confirm:
            certificate._add_evidence("检定证书.pdf", PDF, requirement_code="certificate")
            certificate.action_confirm()
        return certificate
