from odoo import Command
from odoo.tests import TransactionCase, tagged

from odoo.addons.org_unit.tests.common import new_users

GROUP = "equipment_asset.group_equipment_"


@tagged("post_install", "-at_install")
class EquipmentCase(TransactionCase):
    """A county with two hospitals and a clinic, one user per role, a kit of three parts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls._unit("T", "bureau")
        cls.hospital = cls._unit("T-01", "township_hospital", cls.county)
        cls.other_hospital = cls._unit("T-02", "township_hospital", cls.county)
        cls.clinic = cls._unit("T-01-01", "village_clinic", cls.hospital)
        cls._create_users()
        cls.supplier = cls.env["res.partner"].create({"name": "测试医疗器械有限公司"})
        cls.bp_model = cls._model("电子血压计", relative_value=3)
        cls.scale_model = cls._model("体重秤", relative_value=2)
        cls.bag_model = cls._model("收纳包", relative_value=1, serial_required=False)
        cls.kit_template = cls.env["equipment.kit.template"].create(
            {
                "name": "随访包",
                "price": 23000,
                "line_ids": [
                    Command.create({"sequence": number, "model_id": model.id})
                    for number, model in enumerate((cls.bp_model, cls.scale_model, cls.bag_model))
                ],
            }
        )

    @classmethod
    def _create_users(cls):
        (
            cls.stranger, cls.viewer, cls.custodian, cls.hospital_officer, cls.officer, cls.manager,
        ) = cls._users(
            ("stranger", "manager", cls._unit("X", "bureau")),
            ("viewer", "viewer", cls.county),
            ("custodian", "custodian", cls.clinic),
            ("hospital_officer", "officer", cls.hospital),
            ("officer", "officer", cls.county),
            ("manager", "manager", cls.county),
        )  # fmt: skip

    @classmethod
    def _unit(cls, code, kind, parent=None):
        return cls.env["org.unit"].create(
            {
                "name": f"测试单位{code}",
                "code": f"EQ-{code}",
                "kind": kind,
                "parent_id": parent.id if parent else False,
            }
        )

    @classmethod
    def _user(cls, login, role, unit):
        return cls._users((login, role, unit))

    @classmethod
    def _users(cls, *rows):
        """The users of these logins, roles and units."""
        return new_users(
            cls.env,
            *(
                {
                    "login": f"eq_{login}",
                    "groups": GROUP + role,
                    "name": f"测试{login}",
                    "org_unit_id": unit.id,
                }
                for login, role, unit in rows
            ),
        )

    @classmethod
    def _model(cls, name, **vals):
        return cls.env["equipment.model"].create({"name": name, "brand": "测试牌"} | vals)

    @classmethod
    def _device(cls, serial=None, unit=None, **vals):
        """A card owned by ``unit`` (the hospital); pass ``using_unit_id`` to place it elsewhere."""
        defaults = {
            "device_model_id": cls.bp_model.id,
            "serial_no": serial,
            "org_unit_id": (unit or cls.hospital).id,
        }
        return cls.env["maintenance.equipment"].create(defaults | vals)

    @classmethod
    def _kit(cls, unit=None, filled=True, **vals):
        """A kit of the hospital with a device in each place."""
        unit = unit or cls.hospital
        kit = cls.env["equipment.kit"].create(
            {"template_id": cls.kit_template.id, "org_unit_id": unit.id, "price": 23000} | vals
        )
        if filled:
            values = list(cls.kit_template._split_price().values())
            for part, value in zip(kit.part_ids, values, strict=True):
                serial = f"{part.model_id.id}-{kit.id}" if part.model_id.serial_required else None
                part._fill(
                    cls._device(
                        serial,
                        unit,
                        device_model_id=part.model_id.id,
                        unit_price=value,
                        using_unit_id=kit.using_unit_id.id,
                    )
                )
        return kit
