"""What every add-on brings: an honest manifest, a readme, rights, indexes, views that open."""

import re

from odoo.modules.module import _DEFAULT_MANIFEST
from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import SQL

from .common import our_models
from .repository import manifest, our_addons, product_addons

BTREE = (True, "1", "btree", "btree_not_null")
REQUIRED = {"name", "summary", "version", "author", "license", "category", "depends"}


@tagged("standard", "post_install", "-at_install")
class TestManifests(BaseCase):
    def test_manifests_say_who_what_and_under_which_licence(self):
        for addon in our_addons():
            with self.subTest(addon=addon):
                content = manifest(addon)
                self.assertLessEqual(REQUIRED, set(content))
                self.assertEqual(content["license"], "AGPL-3")
                self.assertEqual(content["author"], "County Health Suite")
                self.assertTrue(re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", content["version"]))

    def test_manifests_repeat_no_default(self):
        for addon in our_addons():
            with self.subTest(addon=addon):
                repeated = [
                    key
                    for key, value in manifest(addon).items()
                    if key in _DEFAULT_MANIFEST and value == _DEFAULT_MANIFEST[key]
                ]
                self.assertFalse(repeated)

    def test_manifests_list_every_data_file(self):
        """A view or record file that no manifest names is dead."""
        for addon, folder in our_addons().items():
            with self.subTest(addon=addon):
                content = manifest(addon)
                listed = {*content.get("data", ()), *content.get("demo", ())}
                present = {
                    str(path.relative_to(folder))
                    for part in ("data", "demo", "report", "security", "views", "wizards")
                    for path in (folder / part).rglob("*.xml")
                }
                self.assertFalse(present - listed, "named by no manifest")
                self.assertFalse({name for name in listed if not (folder / name).exists()})

    def test_every_add_on_tells_what_it_is_and_how_it_is_used(self):
        for addon in product_addons():
            for name in ("DESCRIPTION.md", "USAGE.md"):
                with self.subTest(addon=addon, file=name):
                    path = our_addons()[addon] / "readme" / name
                    self.assertTrue(path.exists(), path.name)
                    self.assertGreater(len(path.read_text()), 80)


@tagged("standard", "post_install", "-at_install")
class TestModels(TransactionCase):
    def setUp(self):
        super().setUp()
        self.created = our_models(self.env, created_only=True)

    def test_every_model_has_rights_for_a_group(self):
        rights = self.env["ir.model.access"].search(
            [("model_id.model", "in", self.created), ("active", "=", True)]
        )
        self.assertFalse(set(self.created) - set(rights.model_id.mapped("model")))
        self.assertFalse(rights.filtered(lambda right: not right.group_id).mapped("name"))

    def test_every_scoped_model_has_a_rule(self):
        scoped = {
            model
            for model in self.created
            if "org_unit_id" in self.env[model]._fields and not self.env[model]._transient
        }
        ruled = self.env["ir.rule"].search([("model_id.model", "in", list(scoped))])
        self.assertFalse(scoped - set(ruled.model_id.mapped("model")))

    def test_every_inverse_of_a_one2many_is_indexed(self):
        findings = set()
        for model in our_models(self.env):
            for field in self.env[model]._fields.values():
                if field.type == "one2many" and field.inverse_name:
                    comodel = self.env[field.comodel_name]
                    inverse = comodel._fields[field.inverse_name].base_field
                    if inverse.type == "many2one" and self.unindexed(comodel, inverse):
                        findings.add(f"{inverse} (inverse of {field})")
        self.assertFalse(findings)

    def unindexed(self, comodel, inverse):
        ours = inverse._module in product_addons()
        table = comodel._auto and not comodel._abstract and not comodel._transient
        indexed = inverse.index in BTREE or self.leads_an_index(comodel, inverse)
        return ours and table and inverse.store and not indexed

    def leads_an_index(self, comodel, inverse):
        """Whether an index of several columns begins with it, of all rows."""
        query = SQL(
            """
            SELECT 1 FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
             WHERE i.indrelid = %s::regclass AND a.attname = %s AND i.indpred IS NULL
            """,
            comodel._table,
            inverse.name,
        )
        return bool(self.env.execute_query(query))

    def test_every_field_has_a_label_of_its_own(self):
        """Two fields of one model with one label cannot be told apart in a filter."""
        findings = []
        for model in self.created:
            labels = {}
            for field in self.env[model]._fields.values():
                if field._module in product_addons() and field.export_string_translation:
                    labels.setdefault(field.string, []).append(field.name)
            findings += [f"{model}: {names}" for names in labels.values() if len(names) > 1]
        self.assertFalse(findings)

    def test_every_model_has_a_description(self):
        self.assertFalse([model for model in self.created if self.env[model]._description == model])


@tagged("standard", "post_install", "-at_install")
class TestViews(TransactionCase):
    def ours(self, model):
        data = self.env["ir.model.data"].search(
            [("model", "=", model), ("module", "in", product_addons())]
        )
        return self.env[model].browse(data.mapped("res_id")).exists()

    def test_every_window_action_opens(self):
        for action in self.ours("ir.actions.act_window"):
            with self.subTest(action=action.name):
                views = [(view_id, mode) for view_id, mode in action.views]
                search = (action.search_view_id.id, "search")
                opened = self.env[action.res_model].get_views([*views, search])
                self.assertEqual(set(opened["views"]), {mode for _id, mode in views} | {"search"})

    def test_every_empty_screen_says_what_to_do(self):
        silent = self.ours("ir.actions.act_window").filtered(
            lambda action: action.target != "new" and not action.help
        )
        self.assertFalse(silent.mapped("xml_id"))

    def test_every_menu_leads_somewhere(self):
        menus = self.ours("ir.ui.menu")
        dead = menus.filtered(lambda menu: not menu.action and not menu.child_id)
        self.assertFalse(dead.mapped("complete_name"))

    def test_every_view_is_valid(self):
        for view in self.ours("ir.ui.view"):
            with self.subTest(view=view.xml_id):
                view._check_xml()
