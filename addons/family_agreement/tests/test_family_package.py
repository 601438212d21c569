from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .agreement_common import AgreementCase


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyPackage(AgreementCase):
    """What residents signed stands still, by whatever way somebody tries to change it."""

    def setUp(self):
        super().setUp()
        self.published = self.package.with_user(self.boss)
        self.draft = self.published.copy({"code": "NEU"})

    def test_lines_of_a_published_package_are_not_changed(self):
        item = self.env.ref("family_agreement.service_item_drug").id
        lines = self.published.line_ids
        for attempt in (
            lambda: self.published.write({"line_ids": [Command.create({"item_id": item})]}),
            lambda: self.published.write({"line_ids": [Command.clear()]}),
            lambda: lines.create({"package_id": self.published.id, "item_id": item}),
            lambda: lines[0].write({"times": 99}),
            lambda: lines[0].unlink(),
            lambda: self.draft.line_ids[0].write({"package_id": self.published.id}),
            lambda: lines[0].write({"package_id": self.draft.id}),
        ):
            with self.assertRaisesRegex(UserError, "new version"):
                attempt()

    def test_an_imported_file_does_not_change_what_was_published(self):
        packages = self.env["family.package"].with_user(self.boss)
        published, draft = self.published.id, self.draft.id
        fields_list = [".id", "name"]
        with self.assertRaisesRegex(UserError, "new version"), self.env.cr.savepoint():
            self.published.write({"name": "改名"})
        refused = packages.load(fields_list, [[str(published), "改名"]])
        self.assertIn("new version", str(refused["messages"]))
        self.assertTrue(packages.load(fields_list, [[str(draft), "改名"]])["ids"])
        self.assertEqual(self.draft.name, "改名")

    def test_packages_are_imported_with_their_lines(self):
        result = self.env["family.package"].with_user(self.boss).load(
            ["code", "name", "org_unit_id/.id", "line_ids/item_id", "line_ids/times"],
            [["IM", "导入包", str(self.hospital.id), "上门服务", "3"], ["", "", "", "康复指导", "2"]],
        )  # fmt: skip
        self.assertFalse(result["messages"])
        package = self.env["family.package"].browse(result["ids"])
        self.assertEqual(package.line_ids.mapped("times"), [3, 2])
        self.assertEqual(package.price, 3 * 30 + 2 * 20)

    def test_packages_that_exclude_each_other_do_so_from_either_side(self):
        self.draft.conflict_ids = self.published
        self.draft.line_ids.unlink()
        item = self.env.ref("family_agreement.service_item_drug").id
        self.draft.line_ids = [Command.create({"item_id": item})]
        self.draft.action_publish()
        both = (self.published | self.draft).ids
        for packages in (both, both[::-1]):
            draft = self._draft(self._new_archive("李四"), package_ids=[Command.set(packages)])
            self.assertIn("excludes", " ".join(draft._get_missing_content()))

    def test_a_new_version_has_the_same_lines_and_replaces_the_old_one(self):
        action = self.published.action_new_version()
        second = self.env["family.package"].with_user(self.boss).browse(action["res_id"])
        self.assertEqual((second.version, second.state), (2, "draft"))
        self.assertEqual(second.line_ids.item_id, self.published.line_ids.item_id)
        second.line_ids[0].times = 6
        second.action_publish()
        self.assertEqual(self.published.state, "withdrawn")
        self.assertEqual(self.published.line_ids[0].times, 4)

    def test_what_has_no_name_yet_is_not_called_false(self):
        for model in ("family.package", "family.template"):
            values = self.env[model].with_user(self.boss).onchange({}, [], {"display_name": {}})
            self.assertFalse(values["value"]["display_name"])
        self.assertEqual(self.published.display_name, f"{self.published.name} v1")
