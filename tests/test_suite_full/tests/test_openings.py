"""Every screen behind our menus opens in a browser without an error."""

import json

from odoo.tests import tagged

from .common import SuiteHttpCase
from .repository import product_addons
from .roles import ROLES

# Opens the actions one after another and waits until each has drawn itself and the server has
# answered all it asked for; an error dialog or a console error ends the walk.
WALK = """
(async () => {
    const actions = %s;
    const service = odoo.__WOWL_DEBUG__.root.env.services.action;
    const { rpcBus } = odoo.loader.modules.get("@web/core/network/rpc");
    const asked = new Set();
    rpcBus.addEventListener("RPC:REQUEST", ({ detail }) => asked.add(detail.data.id));
    rpcBus.addEventListener("RPC:RESPONSE", ({ detail }) => asked.delete(detail.data.id));
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const settled = async () => {
        do {
            await drawn();
            await drawn();
        } while (asked.size);
    };
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
    // an error of the last screen has time to come up, as the others had on the next one
    await new Promise((resolve) => setTimeout(resolve, 300));
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

    def walk(self, role, actions):
        code = WALK % json.dumps(actions)
        self.browser_js("/odoo", code, READY, login=role.login, timeout=120)

    def test_every_screen_opens_for_the_weakest_role_that_sees_it(self):
        """Each screen once, as the first role of the table that has it: fewest rights."""
        opened = set()
        for role in ROLES:
            user = self.users[role.key]
            shown = self.menu_actions(user) if user._is_internal() else []
            fresh = [action for action in shown if action[0] not in opened]
            opened |= {id_ for id_, _name in fresh}
            if fresh:
                with self.subTest(role=role.key):
                    self.walk(role, fresh)
        self.assertTrue(opened)
