import base64

from odoo.tests import TransactionCase, new_test_user, tagged

HEADERS = "编码,名称,类型,上级编码,区划代码,地址,电话"


@tagged("post_install", "-at_install")
class TestOrgUnitImport(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "unit_importer", groups="org_unit.group_org_unit_manager"
        )
        kinds = dict(cls.env["org.unit"]._fields["kind"]._description_selection(cls.env))
        cls.bureau_label = kinds["bureau"]
        cls.region = cls.env["cn.region"].search([("code", "!=", False)], limit=1)

    def _import(self, *lines, **vals):
        content = "\n".join((HEADERS, *lines)).encode()
        wizard = (
            self.env["org.unit.import"]
            .with_user(self.manager)
            .create({"file": base64.b64encode(content), "filename": "units.csv", **vals})
        )
        wizard.action_import()
        return wizard

    def _unit(self, code):
        return self.env["org.unit"].search([("code", "=", code)])

    def test_superior_unit_may_come_later_in_the_file(self):
        self._import(
            "I-1-1,Clinic,village_clinic,I-1,,,",
            "I-1,Hospital,township_hospital,I,,,",
            f"I,Bureau,{self.bureau_label},,{self.region.code},,",
        )
        self.assertEqual(self._unit("I-1-1").complete_name, "Bureau / Hospital / Clinic")
        self.assertEqual(self._unit("I").kind, "bureau")
        self.assertEqual(self._unit("I").region_id, self.region)

    def test_known_code_updates_the_unit_and_its_address(self):
        self._import("I,Bureau,bureau,,,1 Old Street,010-1")
        partner = self._unit("I").partner_id
        self._import("I,Bureau of Health,bureau,,,2 New Street,")
        self.assertEqual(self._unit("I").name, "Bureau of Health")
        self.assertRecordValues(partner, [{"street": "2 New Street", "phone": "010-1"}])

    def test_wrong_rows_are_listed_and_nothing_is_imported(self):
        wizard = self._import(
            "I,Bureau,bureau,,,,",
            "J,Kind,castle,,,,",
            "K,Superior,bureau,NONE,,,",
            "L,Region,bureau,,999999,,",
            "I,Twice,bureau,,,,",
        )
        self.assertEqual(wizard.state, "refused")
        self.assertEqual(wizard.error_ids.mapped("row"), [3, 4, 5, 6])
        self.assertEqual(wizard.error_ids.mapped("cell")[:3], ["C3", "D4", "E5"])
        self.assertFalse(self._unit("I"))

    def test_good_rows_are_imported_when_asked_for(self):
        wizard = self._import(
            "I-1,Clinic,village_clinic,I,,,",
            "I,Bureau,bureau,,,,",
            "J,Kind,castle,,,,",
            mode="good_rows",
        )
        self.assertEqual(wizard.imported_count, 2)
        self.assertEqual(wizard.error_ids.row, 4)
        self.assertEqual(self._unit("I-1").parent_id, self._unit("I"))

    def test_circle_of_superiors_is_refused(self):
        wizard = self._import("I,One,bureau,J,,,", "J,Two,bureau,I,,,")
        self.assertEqual(wizard.error_ids.mapped("row"), [2, 3])
        self._import("I,One,bureau,,,,", "J,Two,bureau,I,,,")
        wizard = self._import("I,One,bureau,J,,,")
        self.assertEqual(wizard.state, "refused")
        self.assertFalse(self._unit("I").parent_id)
