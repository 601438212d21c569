"""A custodian sees the devices of the own unit and what happened to them; nothing else, on any path."""

from odoo.tests import tagged

from . import test_scope_matrix
from .common import SuiteCase, our_models
from .roles import EQUIPMENT, EXPORT, Role

KEEPERS = (
    Role("clinic_custodian", EQUIPMENT + "custodian" + EXPORT, "debao_clinic"),
    Role("clinic_manager", EQUIPMENT + "manager" + EXPORT, "debao_clinic"),
)
# What the county writes down for the units below it.
HANDED_DOWN = {"equipment.service.level"}


@tagged("standard", "post_install", "-at_install")
class TestEquipmentScope(SuiteCase):
    roles = KEEPERS
    context = {"active_test": False}
    seen = test_scope_matrix.TestScopeMatrix.seen
    one_by_one = test_scope_matrix.TestScopeMatrix.one_by_one

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinic = cls.units["debao_clinic"]
        inside = ["|", ("org_unit_id", "=", cls.clinic.id), ("using_unit_id", "=", cls.clinic.id)]
        devices = cls.env["maintenance.equipment"].with_context(active_test=False)
        cls.own = devices.search(inside)
        cls.others = devices.search(["!", *inside])

    def hidden_rows(self):
        """Model -> ids of rows that are about devices or units of somebody else."""
        yield "maintenance.equipment", self.others.ids
        for model in ("maintenance.request", *our_models(self.env, created_only=True)):
            records = self.env[model].with_context(active_test=False)
            if not records._transient and (domain := self.elsewhere(records)):
                yield model, records.search(domain).ids

    def elsewhere(self, records):
        """Domain of rows that neither belong to the clinic nor are used by it nor name it."""
        fields = records._fields
        ours = records._original_module in ("equipment_asset", "maintenance")
        if not ours or records._name in HANDED_DOWN:
            return []
        device = fields.get("equipment_id")
        if device is not None and device.store and device.comodel_name == "maintenance.equipment":
            return [("equipment_id", "in", self.others.ids)]
        names = [name for name in ("org_unit_id", "using_unit_id") if name in fields]
        if not names or not all(fields[name].store for name in names):
            return []
        units = [
            name
            for name, field in fields.items()
            if field.store and field.type == "many2one" and field.comodel_name == "org.unit"
        ]
        return [(name, "!=", self.clinic.id) for name in units]

    def test_there_is_something_to_see_and_something_to_hide(self):
        self.assertTrue(self.own)
        rows = {model for model, ids in self.hidden_rows() if ids}
        self.assertGreaterEqual(len(self.others), 800)
        self.assertGreaterEqual(len(rows), 8)

    def test_the_clinic_sees_no_row_of_another_unit_on_any_path(self):
        findings = []
        for role in KEEPERS:
            user = self.users[role.key]
            for model, ids in self.hidden_rows():
                if ids and self.env[model].with_user(user).has_access("read"):
                    findings += self.leaks(role.key, user, model, ids)
        self.assertFalse(findings)

    def leaks(self, key, user, model, ids):
        listed = [
            path for path in test_scope_matrix.LISTING_PATHS if self.seen(path, model, user, ids)
        ]
        read = [
            path
            for path in test_scope_matrix.RECORD_PATHS
            if self.one_by_one(path, model, user, ids)
        ]
        return [f"{key}: {model} by {path.__name__[1:]}" for path in (*listed, *read)]

    def test_the_clinic_sees_all_its_own_devices(self):
        for role in KEEPERS:
            found = self.env["maintenance.equipment"].with_user(self.users[role.key])
            self.assertEqual(
                found.with_context(active_test=False).search([("id", ">", 0)]), self.own
            )
