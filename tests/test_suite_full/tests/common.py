"""Users for every role and the records of the Debao contract, made once per test class."""

from odoo.tests import HttpCase, TransactionCase

from odoo.addons.org_unit.tests.common import new_users

from .repository import product_addons
from .roles import ROLES, UNITS

DEBAO = "contract_billing.project_debao_demo"

# Registers of the suite that hold no contract's data, read across all units: not followed.
REGISTERS = {
    "billing.category",
    "billing.finding.rule",
    "billing.qualification.template",
    "billing.qualification.template.line",
    "billing.rule",
    "cn.region",
    "device.source",
    "device.source.code",
    "device.source.value",
    "equipment.account.map",
    "equipment.calibration.kind",
    "equipment.checklist",
    "equipment.checklist.line",
    "equipment.class",
    "equipment.class.life",
    "equipment.kit.template",
    "equipment.kit.template.line",
    "equipment.model",
    "equipment.model.calibration",
    "equipment.model.check",
    "equipment.rule",
    "indicator.category",
    "indicator.document",
    "indicator.indicator",
    "indicator.population.kind",
    "indicator.query",
    "org.unit",
    "service.case.type",
    "service.category",
    "service.claim.kind",
    "service.department",
    "service.kind",
    "service.rule",
    "service.template",
    "service.template.condition",
    "service.template.line",
    "service.theme",
    "service.workday",
}
# Stock models that carry rows of a contract.
STOCK_FAMILY = {
    "account.analytic.line",
    "account.invoice.report",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "ir.attachment",
    "mail.activity",
    "mail.message",
    "mail.notification",
    "maintenance.equipment",
    "maintenance.request",
    "project.milestone",
    "project.project",
    "project.task",
}


def our_models(env, *, created_only=False) -> list[str]:
    """Models with a table that our add-ons create or extend, sorted."""
    ours = set(product_addons())
    records = (
        env["ir.model.data"]
        .sudo()
        .search_fetch([("model", "=", "ir.model"), ("module", "in", list(ours))], ["res_id"])
    )
    names = env["ir.model"].sudo().browse(set(records.mapped("res_id"))).mapped("model")
    return sorted(
        name
        for name in names
        if not env[name]._abstract and (not created_only or env[name]._original_module in ours)
    )


def contract_family(contract) -> dict[str, list[int]]:
    """Model -> ids of everything that belongs to the contract.

    Follows stored links downwards (rows that point at the contract or at a row of it),
    sideways (a bill and its payments) and upwards to the suite's own models, so that a model
    added later is found without a list.
    """
    env = contract.env(su=True, context={"active_test": False, "lang": None})
    created = set(our_models(env, created_only=True)) - REGISTERS
    own = {name for name in created if not env[name]._transient}
    members = own | (STOCK_FAMILY & set(env.registry))
    found = {"project.project": set(contract.ids)}
    queue = [contract.sudo()]
    while queue:
        source = queue.pop()
        for target in _neighbours(env, source, members, own):
            known = found.setdefault(target._name, set())
            fresh = target.browse(id_ for id_ in target.ids if id_ not in known)
            if fresh:
                known.update(fresh.ids)
                queue.append(fresh)
    return {model: sorted(ids) for model, ids in sorted(found.items()) if ids}


def _neighbours(env, source, members, own):
    for name in members:
        for field in env[name]._fields.values():
            if field.store and field.type == "many2one" and field.comodel_name == source._name:
                yield env[name].search([(field.name, "in", source.ids)])
            if field.store and field.type == "many2one_reference" and field.model_field:
                yield env[name].search(
                    [(field.model_field, "=", source._name), (field.name, "in", source.ids)]
                )
    for field in source._fields.values():
        targets = members if field.type == "many2many" else own
        if field.store and field.relational and field.comodel_name in targets:
            yield source.with_context(active_test=False)[field.name].with_env(env)


class SuiteMixin:
    """`users[role]` for the roles of the class, `debao` and its `family`."""

    roles = ROLES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls._units()
        cls.users = cls._users()

    @classmethod
    def _units(cls):
        unit = cls.env["org.unit"]
        units = {key: cls.env.ref(xmlid) for key, xmlid in UNITS.items() if xmlid}
        hospital = cls.env.ref("org_unit.unit_debao_hospital_01")
        units["debao_clinic"] = unit.search(
            [("parent_id", "child_of", hospital.id), ("kind", "=", "village_clinic")], limit=1
        )
        units["other_county"] = unit.create(
            {"name": "另一县卫生健康局", "code": "SUITE-OTHER", "kind": "bureau"}
        )
        return units

    @classmethod
    def _users(cls):
        users = new_users(cls.env, *(cls._user_vals(role) for role in cls.roles))
        return {role.key: user for role, user in zip(cls.roles, users, strict=True)}

    @classmethod
    def _user_vals(cls, role):
        unit = {"org_unit_id": cls.units[role.unit].id} if role.unit else {}
        return {"login": role.login, "password": role.login, "groups": role.groups} | unit

    @classmethod
    def _load_family(cls):
        cls.debao = cls.env.ref(DEBAO)
        cls.family = contract_family(cls.debao)


class SuiteCase(SuiteMixin, TransactionCase):
    """Base of the suite's tests that need no server."""


class SuiteHttpCase(SuiteMixin, HttpCase):
    """Base of the suite's tests that speak HTTP."""
