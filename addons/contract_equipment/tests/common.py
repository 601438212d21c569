from datetime import datetime

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.contract_billing.tests.common import BillingCase
from odoo.addons.evidence.tests.common import make_photo

PHOTO = make_photo((64, 48))


class ContractEquipmentCase(BillingCase):
    """The signed Debao contract with stations of 2 devices and kits of 2 parts, planned out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bp, cls.scale, cls.firewall = cls.env["equipment.model"].create(
            [{"name": name, "brand": "测试牌"} for name in ("血压计T", "体重秤T", "防火墙T")]
        )
        cls.station = cls._template("体检站T", 298000, cls.bp | cls.scale)
        cls.kit = cls._template("随访包T", 23000, cls.bp | cls.scale)
        cls.hospital_officer = new_test_user(
            cls.env,
            login="t_device",
            groups="equipment_asset.group_equipment_officer",
            org_unit_id=cls.hospitals[0].id,
        )
        cls.county_officer = new_test_user(
            cls.env,
            login="t_equipment",
            groups="equipment_asset.group_equipment_officer",
            org_unit_id=cls.bureau.id,
        )
        cls._sign(cls.contract)

    @classmethod
    def _template(cls, name, price, models):
        lines = [Command.create({"model_id": model.id}) for model in models]
        return cls.env["equipment.kit.template"].create(
            {"name": name, "price": price, "line_ids": lines}
        )

    @classmethod
    def _plan(cls):
        """Plan all deliveries of the contract as procurement officer; returns them."""
        plan = (
            cls.env["contract.delivery.plan"]
            .with_user(cls.officer)
            .create({"contract_id": cls.contract.id, "planned_date": "2025-06-20"})
        )
        for line in plan.line_ids:
            category = line.billing_line_id.category_id.code
            line.kit_template_id = {"workstation": cls.station, "kit": cls.kit}.get(category)
            line.device_model_id = cls.firewall if category == "network" else False
        plan.action_plan()
        return cls.env["equipment.delivery"].search([("contract_id", "=", cls.contract.id)])

    @classmethod
    def _arrive(cls, items, user=None):
        """Scan in every piece with a serial number of its own."""
        scanner = user or cls.county_officer
        for item in items:
            item.serial_no = f"T-{item.id}"
        items.with_user(scanner)._mark_arrived(datetime(2025, 6, 20, 2))

    @classmethod
    def _accept(cls, items, date="2025-06-30", user=None):
        """Accept arrived pieces, one sealed acceptance per delivery."""
        for delivery, pieces in items.grouped("delivery_id").items():
            acceptance = (
                cls.env["equipment.acceptance"]
                .with_user(user or cls.county_officer)
                .create(
                    {
                        "delivery_id": delivery.id,
                        "date": date,
                        "place": "仓库",
                        "supplier_representative": "王工",
                    }
                )
            )
            acceptance._add_items(pieces.with_env(acceptance.env))
            acceptance._add_evidence("现场.jpg", PHOTO, requirement_code="photo")
            for code in ("receiver_signature", "supplier_signature"):
                acceptance._add_evidence(
                    f"{code}.jpg", PHOTO, requirement_code=code, kind="signature"
                )
            acceptance.action_accept()
