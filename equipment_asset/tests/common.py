from odoo import Command
from odoo.tests import TransactionCase, new_test_user, tagged

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
        cls.stranger = cls._user("stranger", "manager", cls._unit("X", "bureau"))
        cls.viewer = cls._user("viewer", "viewer", cls.county)
        cls.custodian = cls._user("custodian", "custodian", cls.clinic)
        cls.hospital_officer = cls._user("hospital_officer", "officer", cls.hospital)
        cls.officer = cls._user("officer", "officer", cls.county)
        cls.manager = cls._user("manager", "manager", cls.county)
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
        return new_test_user(
            cls.env, f"eq_{login}", GROUP + role, name=f"测试{login}", org_unit_id=unit.id
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
