"""No role of the suite writes a column that the system computes."""

from odoo.tests import TransactionCase, tagged

from .common import our_models
from .repository import product_addons

# Model: what stands in for the guard.
UNGUARDED = {
    "account.move": "links a bill by its own write()",
    "account.move.line": "takes its fund by its own write()",
    "billing.finding": "takes an answer only, by its own write()",
    "cn.region": "names of a public register",
    "equipment.idle.proposal": "a list drawn up for one's own eyes",
    "equipment.stocktake.proposal": "takes a reason only, by its own write()",
    "evidence.item": "takes a description only, by its own write()",
    "org.unit": "the name of the unit with those above it",
    "res.partner": "the pinyin and the parts of a name, for searching",
}


@tagged("standard", "post_install", "-at_install")
class TestServerGuard(TransactionCase):
    def test_every_model_with_columns_the_system_fills_is_guarded(self):
        guard, ours = self.env.registry["server.guard.mixin"], set(product_addons())
        rights = self.env["ir.model.access"].search([("perm_write", "=", True)])
        writable = set(rights.mapped("model_id.model"))
        bare = set()
        for name in writable & set(our_models(self.env)):
            record = self.env[name]
            filled = [
                field
                for field in record._fields.values()
                if field._module in ours and field.store and field.compute and field.readonly
            ]
            if filled and not isinstance(record, guard):
                bare.add(name)
        self.assertEqual(bare, set(UNGUARDED))

    def test_no_form_enters_what_the_guard_refuses(self):
        """A browser sends every field with a default that isn't read-only on its form."""
        guard = self.env.registry["server.guard.mixin"]
        guarded = [name for name in our_models(self.env) if isinstance(self.env[name], guard)]
        views = self.env["ir.ui.view"].search(
            [("model", "in", guarded), ("type", "=", "form"), ("mode", "=", "primary")]
        )
        self.assertTrue(views)
        entered = {
            f"{view.model}.{name}"
            for view in views
            for name in self._get_entered(self.env[view.model], view)
        }
        self.assertFalse(entered, "Make these fields read-only")

    def _get_entered(self, records, view):
        arch = view._get_combined_arch()
        if arch.get("create", "1").lower() in ("0", "false"):
            return
        for node in arch.xpath("//field[not(ancestor::field)]"):
            name = node.get("name")
            shown = (node.get("readonly") or "").lower() in ("1", "true")
            if shown or node.get("widget") == "statusbar" or records._fields[name].readonly:
                continue
            if records._is_server_field(name):
                yield name
