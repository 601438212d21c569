"""What each kind of user sees of the Debao contract: all of it, or nothing through any path."""

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SuiteCase, our_models
from .repository import context_keys
from .roles import ABOVE, CALLERS, ROLES, STRANGERS

RULE_LOG = "odoo.addons.base.models.ir_rule"
ACCESS_LOG = "odoo.addons.base.models.ir_model"


def _search(model, ids):
    return model.search([("id", "in", ids)]).ids


def _search_count(model, ids):
    return ids[: model.search_count([("id", "in", ids)])]


def _search_read(model, ids):
    return [row["id"] for row in model.search_read([("id", "in", ids)], ["id"])]


def _web_search_read(model, ids):
    answer = model.web_search_read([("id", "in", ids)], {"id": {}})
    return [row["id"] for row in answer["records"]]


def _name_search(model, ids):
    return [id_ for id_, _name in model.name_search("", [("id", "in", ids)], limit=None)]


def _formatted_read_group(model, ids):
    groups = model.formatted_read_group([("id", "in", ids)], [], ["__count"])
    return ids[: sum(group["__count"] for group in groups)]


def _read(model, ids):
    return [row["id"] for row in model.browse(ids).read(["id", "display_name"])]


def _web_read(model, ids):
    return [row["id"] for row in model.browse(ids).web_read({"display_name": {}})]


def _export_data(model, ids):
    rows = model.browse(ids).export_data(["display_name"])["datas"]
    return ids[: len([name for (name,) in rows if name])]


LISTING_PATHS = (
    _search, _search_count, _search_read, _web_search_read, _name_search, _formatted_read_group,
)  # fmt: skip
RECORD_PATHS = (_read, _web_read, _export_data)


@tagged("standard", "post_install", "-at_install")
class TestScopeMatrix(SuiteCase):
    roles = (*ROLES, *ABOVE, *STRANGERS)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_family()

    def setUp(self):
        super().setUp()
        self.context = {"active_test": False}

    def seen(self, path, model, user, ids):
        records = self.env[model].with_user(user).with_context(**self.context)
        try:
            with mute_logger(RULE_LOG, ACCESS_LOG):
                return path(records, ids)
        except (AccessError, MissingError, UserError):
            return []

    def one_by_one(self, path, model, user, ids):
        """Record paths refuse a whole batch for one hidden row: try some rows alone."""
        sample = {ids[0], ids[-1], ids[len(ids) // 2]}
        return [seen for id_ in sample for seen in self.seen(path, model, user, [id_])]

    def leaks(self, role, family=None):
        user = self.users[role.key]
        for model, ids in (family or self.family).items():
            for path in LISTING_PATHS:
                if self.seen(path, model, user, ids):
                    yield f"{role.key}: {model} by {path.__name__[1:]}"
            for path in RECORD_PATHS:
                if self.one_by_one(path, model, user, ids):
                    yield f"{role.key}: {model} by {path.__name__[1:]}"

    def test_the_family_is_not_empty(self):
        """A search that finds nothing to hide would let every other test pass."""
        created = set(our_models(self.env, created_only=True)) & set(self.family)
        self.assertGreaterEqual(len(created), 5)
        self.assertIn("project.milestone", self.family)

    def test_strangers_see_nothing_through_any_path(self):
        for role in STRANGERS:
            with self.subTest(role=role.key):
                self.assertFalse(list(self.leaks(role)))

    def test_no_context_key_opens_the_contract(self):
        """A client sends any context it likes: every key our code reads, and Odoo's own."""
        self.context = self.hostile_context() | self.context
        for role in CALLERS:
            with self.subTest(role=role.key):
                self.assertFalse(list(self.leaks(role)))

    def test_no_context_key_unlocks_a_signed_contract(self):
        officer = self.users["contract_officer"]
        contract = self.debao.with_user(officer).with_context(**self.hostile_context())
        with self.assertRaises(UserError):
            contract.write({"contract_number": "FORGED"})

    def hostile_context(self):
        odoo = {"install_mode", "skip_res_field_check", "tracking_disable", "no_reset_password"}
        ours = {key for key in context_keys() if not key.startswith(("active_", "default_"))}
        return dict.fromkeys(odoo | ours - {"lang", "tz"}, True)

    def test_roles_without_contract_rights_see_nothing(self):
        for role in ROLES:
            if not role.reads_debao and not role.reads_devices and role.key != "public":
                with self.subTest(role=role.key):
                    self.assertFalse(list(self.leaks(role)))

    def test_who_keeps_the_devices_of_a_contract_sees_none_of_its_money(self):
        money = {model: ids for model, ids in self.family.items() if self.is_money(model)}
        self.assertIn("billing.share", money)
        for role in ROLES:
            if role.reads_devices:
                with self.subTest(role=role.key):
                    self.assertFalse(list(self.leaks(role, money)))

    def is_money(self, model):
        module = self.env[model]._original_module
        return module in ("account", "contract_billing", "project")

    def test_contract_roles_see_the_whole_contract(self):
        for role in (*ROLES, *ABOVE):
            if role.reads_debao:
                with self.subTest(role=role.key):
                    self.assertFalse(list(self.gaps(role)))

    def gaps(self, role):
        """Rows of our own models that a contract role should see and doesn't."""
        user = self.users[role.key]
        created = our_models(self.env, created_only=True)
        for model in ("project.project", "project.milestone", *created):
            ids = self.family.get(model)
            if model == "evidence.item":
                proofs = self.env[model].browse(ids)
                ids = proofs.filtered(lambda proof: self.is_money(proof.res_model)).ids
            if ids and self.env[model].with_user(user).has_access("read"):
                for path in (*LISTING_PATHS, _read, _web_read):
                    if set(self.seen(path, model, user, ids)) != set(ids):
                        yield f"{role.key}: {model} by {path.__name__[1:]}"

    def test_nobody_moves_himself_to_another_unit_or_role(self):
        for role in (*ROLES, *STRANGERS):
            user = self.users[role.key]
            own = user.with_user(user)
            for values in (
                {"org_unit_id": self.units["root"].id},
                {"group_ids": [(4, self.env.ref("base.group_system").id)]},
            ):
                with (
                    self.subTest(role=role.key, values=values),
                    self.assertRaises(AccessError),
                    mute_logger(RULE_LOG, ACCESS_LOG),
                ):
                    own.write(values)
                    own.env.flush_all()

    def test_strangers_attach_nothing_to_the_contract(self):
        for role in STRANGERS:
            attachments = self.env["ir.attachment"].with_user(self.users[role.key])
            values = {"res_model": "project.project", "res_id": self.debao.id, "name": "x"}
            with (
                self.subTest(role=role.key),
                self.assertRaises(AccessError),
                mute_logger(RULE_LOG, ACCESS_LOG),
            ):
                attachments.create(values)
