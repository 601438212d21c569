"""New opens on every form behind our menus, and calls the record by what people can read."""

from lxml import etree

from odoo.tests import Form, TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from .repository import product_addons


@tagged("standard", "post_install", "-at_install")
class TestNewForms(TransactionCase):
    def test_new_opens_for_who_works_there(self):
        """Each screen once, as the user of the demo with the fewest rights who is offered New."""
        opened = set()
        for user in self._get_people():
            for action in self._get_actions(user):
                records = self._get_records(action, user)
                if action in opened or not self._offers_new(records, action):
                    continue
                opened.add(action)
                with self.subTest(user=user.login, screen=action.name, model=records._name):
                    Form(records, view=self._get_views(action).get("form"))
                    begun = records.onchange({}, [], {"display_name": {}})["value"]
                    title = begun.get("display_name") or ""
                    self.assertNotRegex(title, r"\b(False|None)\b|NewId")
        self.assertTrue(opened)

    def _get_people(self):
        """One login per kind of work, the administrator last."""
        names = self.env["ir.model.data"].search(
            [("model", "=", "res.users"), ("module", "in", list(product_addons()))]
        )
        people = (
            self.env["res.users"]
            .browse(names.mapped("res_id"))
            .filtered(lambda user: user._is_internal())
        )
        return people.sorted(lambda user: (len(user.all_group_ids), user.id)) + self.env.ref(
            "base.user_admin"
        )

    def _get_actions(self, user):
        """The window actions behind our menus that the user is shown."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        ids = [
            menu["action_id"]
            for key, menu in menus.items()
            if key != "root"
            and menu["action_model"] == "ir.actions.act_window"
            and menu["xmlid"].partition(".")[0] in product_addons()
        ]
        return self.env["ir.actions.act_window"].browse(dict.fromkeys(ids))

    def _get_records(self, action, user):
        context = safe_eval(action.context or "{}", {"uid": user.id})
        return self.env[action.res_model].with_user(user).with_context(**context)

    def _get_views(self, action):
        return {kind: view_id for view_id, kind in action.views if view_id}

    def _offers_new(self, records, action):
        """Whether the screen has the button New, which opens a form."""
        kinds = action.view_mode.split(",")
        if kinds[-1] == kinds[0] or "form" not in kinds or not records.has_access("create"):
            return False
        views = self._get_views(action)
        archs = [
            etree.fromstring(records.get_view(views.get(kind), kind)["arch"])
            for kind in (kinds[0], "form")
        ]
        refused = {arch.get("create", "1").lower() for arch in archs} & {"0", "false"}
        return not refused and records.env.context.get("create", True)
