import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..tools.county import county_names


@tagged("post_install", "-at_install")
class TestCnRegion(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "region_reader", groups="base.group_user")
        cls.admin = new_test_user(cls.env, "region_admin", groups="base.group_system")
        cls.Region = cls.env(user=cls.admin)["cn.region"]
        cls.debao = cls.Region.search([("code", "=", "451024")])

    def test_shipped_provinces_agree_with_the_library(self):
        provinces = self.Region.search([("level", "=", "province"), ("verified", "=", True)])
        self.assertEqual(len(provinces), 34)
        for province in provinces:
            found = county_names(province.code)
            with self.subTest(code=province.code):
                self.assertIn(province.name[:2], found.get("province", province.name))

    def test_shipped_counties_carry_their_townships_and_are_to_be_verified(self):
        longgang = self.Region.search([("code", "=", "440307")])
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "l10n_cn_civil"), ("model", "=", "cn.region")]
        )
        below = self.Region.search(
            [
                ("id", "child_of", (longgang + self.debao).ids),
                ("id", "in", shipped.mapped("res_id")),
            ]
        )
        self.assertEqual(len(below & longgang.child_ids), 11)
        self.assertEqual(len(below & self.debao.child_ids), 12)
        self.assertFalse(any(below.mapped("verified")))
        self.assertEqual(self.debao.complete_name, "广西壮族自治区百色市德保县")

    def test_level_and_parent_follow_from_the_code(self):
        for code, level in [
            ("620000", "province"),
            ("620100", "city"),
            ("620102", "county"),
            ("620102001", "township"),
            ("620102001001", "village"),
        ]:
            self.assertEqual(self.Region._level_of(code), level)
        form = Form(self.Region)
        form.name = "多浪村"
        form.code = "451024103201"
        self.assertEqual(form.save().parent_id.name, "足荣镇")

    def test_regions_are_found_by_code_and_by_full_name(self):
        for text in ("451024103", "德保县足荣"):
            [(_id, name)] = self.Region.name_search(text)
            self.assertEqual(name, "广西壮族自治区百色市德保县足荣镇")

    def test_lists_with_little_room_show_a_village_with_its_township_alone(self):
        township = self.Region.search([("code", "=", "451024103")])
        village = self.Region.create({"name": "多浪村", "code": "451024103201"})
        village.parent_id = township
        self.assertEqual(village.display_name, "广西壮族自治区百色市德保县足荣镇多浪村")
        short = (village + township).with_context(short_region=True)
        self.assertEqual(
            short.mapped("display_name"), ["足荣镇多浪村", "广西壮族自治区百色市德保县足荣镇"]
        )
        village.name = "足荣镇多浪村"
        short.invalidate_recordset(["display_name"])
        self.assertEqual(short[0].display_name, "足荣镇多浪村", "the township is named once")

    def test_a_region_lies_inside_one_of_a_higher_level(self):
        with self.assertRaises(UserError):
            self.debao.parent_id = self.debao.child_ids[0]
        with self.assertRaises(ValidationError):
            self.Region.create({"name": "x", "code": "451025", "parent_id": self.debao.id})

    @mute_logger("odoo.sql_db")
    def test_codes_are_well_formed_and_unique(self):
        for vals in (
            {"code": "451024"},
            {"code": "4510"},
            {"code": "451024103999", "archive_prefix": "45102410310"},
        ):
            with self.subTest(vals=vals), self.assertRaises(psycopg2.IntegrityError):
                with self.env.cr.savepoint():
                    self.Region.create({"name": "x", **vals})

    def test_users_read_regions_and_administrators_change_them(self):
        region = self.debao.with_user(self.user)
        self.assertEqual(region.name, "德保县")
        with self.assertRaises(AccessError):
            region.name = "x"
        with self.assertRaises(AccessError):
            self.env["cn.region.import"].with_user(self.user).create({})
