import io
import json

from lxml import etree
from openpyxl import load_workbook

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .agreement_common import AgreementCase


@tagged("post_install", "-at_install")
class TestFamilyAgreementExport(AgreementCase, HttpCase):
    """The standard export of the list on the screen, by those who may export."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exporter = cls.env.ref("base.group_allow_export")
        for user in cls.boss | cls.signer | cls.stranger:
            user.group_ids += exporter
        cls.stranger.group_ids += cls.env.ref("care_team.group_member")

    def _get_columns(self, model, *more):
        """Columns that the list shows, as the button of the export sends them."""
        records = self.env[model].with_user(self.boss)
        arch = etree.fromstring(records.get_view(view_type="list")["arch"])
        names = [
            node.get("name")
            for node in arch.iterchildren("field")
            if node.get("column_invisible") not in ("1", "True") and node.get("widget") != "handle"
        ]
        fields = records.fields_get(names)
        columns = [
            {"name": name, "label": fields[name]["string"], "type": fields[name]["type"]}
            for name in names
        ]
        return columns + [{"name": name, "label": name, "type": "char"} for name in more]

    def _export(self, user, model, *more, **params):
        """Rows of the workbook as ``{column: value}``."""
        self.authenticate(user.login, user.login.ljust(8, "x"))
        columns = self._get_columns(model, *more)
        data = {
            "model": model, "fields": columns, "ids": False, "domain": [], "import_compat": False,
            **params,
        }  # fmt: skip
        answer = self.url_open(
            "/web/export/xlsx",
            data={"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)},
        )
        if answer.status_code != 200:
            return None
        sheet = load_workbook(io.BytesIO(answer.content)).active
        rows = list(sheet.iter_rows(values_only=True))[1:]
        names = [column["name"] for column in columns]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def test_agreements_are_exported_with_words_instead_of_codes(self):
        agreement = self._agree()
        rows = self._export(self.boss, "family.agreement", "line_ids/item_id", "line_ids/planned")
        [row] = [row for row in rows if row["number"] == agreement.number]
        self.assertEqual(row["resident_name"], self.resident.name)
        self.assertEqual((row["team_id"], row["doctor_id"]), ("T1团队", "签约医生"))
        self.assertEqual(str(row["end_date"])[:10], str(agreement.end_date))
        self.assertIn("基础包", row["package_ids"])
        self.assertNotEqual(row["state"], agreement.state)
        items = {row["line_ids/item_id"] for row in rows}
        self.assertLessEqual(set(agreement.line_ids.item_id.mapped("display_name")), items)

    def test_packages_are_exported_with_items_and_prices(self):
        rows = self._export(self.boss, "family.package", "line_ids/item_id", "line_ids/times")
        [row] = [row for row in rows if row["code"] == self.paid.code]
        self.assertEqual((row["name"], row["org_unit_id"]), (self.paid.name, self.hospital.name))
        self.assertAlmostEqual(row["price"], self.paid.price)
        self.assertNotEqual(row["state"], self.paid.state)
        items = {row["line_ids/item_id"] for row in rows}
        self.assertLessEqual(set(self.paid.line_ids.item_id.mapped("display_name")), items)

    def test_an_export_shows_nobody_outside_the_scope(self):
        agreement = self._agree()
        mine = self._export(self.signer, "family.agreement")
        self.assertIn(agreement.number, [row["number"] for row in mine])
        foreign = self._export(self.stranger, "family.agreement")
        self.assertNotIn(agreement.number, [row["number"] for row in foreign])

    @mute_logger(
        "odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.web.controllers.export"
    )
    def test_who_names_a_foreign_agreement_gets_nothing(self):
        agreement = self._agree()
        rows = self._export(self.stranger, "family.agreement", ids=agreement.ids)
        self.assertFalse(rows)

    @mute_logger(
        "odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.web.controllers.export"
    )
    def test_packages_of_another_hospital_are_not_exported(self):
        far = self.env["org.unit"].create(
            {"name": "邻县卫生院", "code": "FA-FAR", "kind": "township_hospital"}
        )
        foreign = self.paid.copy({"code": "FAR", "org_unit_id": far.id})
        rows = self._export(self.boss, "family.package")
        self.assertNotIn("FAR", [row["code"] for row in rows])
        self.assertFalse(self._export(self.boss, "family.package", ids=foreign.ids))

    @mute_logger("odoo.http", "odoo.addons.web.controllers.export", "odoo.models")
    def test_without_the_right_to_export_nothing_leaves(self):
        self._agree()
        self.assertIsNone(self._export(self.reviewer, "family.agreement"))
