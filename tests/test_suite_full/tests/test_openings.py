"""Every screen of ours opens in a browser, for every role whose menu shows it."""

import json

from odoo.tests import tagged

from .common import SuiteHttpCase
from .repository import product_addons
from .roles import ROLES

# Opens the actions one after another and waits until each has drawn itself; an error
# dialog or a console error ends the walk.
WALK = """
(async () => {
    const actions = %s;
    const service = odoo.__WOWL_DEBUG__.root.env.services.action;
    const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
    for (const [id, name] of actions) {
        console.log(`opening ${name}`);
        await service.doAction(id, { clearBreadcrumbs: true });
        await settled();
        const dialog = document.querySelector(".o_error_dialog, .o_notification.bg-danger");
        if (dialog) {
            throw new Error(`${name}: ${dialog.innerText}`);
        }
        if (!document.querySelector(".o_action_manager > *, .modal .o_form_view")) {
            throw new Error(`${name}: nothing on the screen`);
        }
    }
    console.log("test successful");
})().catch((error) => console.error(error.message || String(error)));
"""
READY = "odoo.isReady === true && Boolean(odoo.__WOWL_DEBUG__)"


@tagged("standard", "post_install", "-at_install")
class TestOpenings(SuiteHttpCase):
    def menu_actions(self, user):
        """[[id, name]] of the window actions behind our menus that the user is shown."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return [
            [menu["action_id"], menu["xmlid"]]
            for key, menu in menus.items()
            if key != "root"
            and menu["action_id"]
            and menu["xmlid"].partition(".")[0] in product_addons()
        ]

    def walk(self, role):
        actions = self.menu_actions(self.users[role.key])
        if actions:
            code = WALK % json.dumps(actions)
            self.browser_js("/odoo", code, READY, login=role.login, timeout=60)
        return actions

    def test_every_screen_opens_for_every_role(self):
        opened = set()
        for role in ROLES:
            if self.users[role.key]._is_internal():
                with self.subTest(role=role.key):
                    opened |= {id_ for id_, _name in self.walk(role)}
        self.assertTrue(opened)
