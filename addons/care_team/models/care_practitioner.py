from odoo import api, fields, models
from odoo.exceptions import AccessError

SCOPES = [
    ("general", "General practice"),
    ("internal", "Internal medicine"),
    ("surgery", "Surgery"),
    ("obstetrics", "Obstetrics and gynaecology"),
    ("paediatrics", "Paediatrics"),
    ("tcm", "Chinese medicine"),
    ("public_health", "Public health"),
    ("psychiatry", "Psychiatry"),
    ("rehabilitation", "Rehabilitation"),
    ("dentistry", "Dentistry"),
    ("village", "General care in a village"),
    ("nursing", "Nursing"),
    ("pharmacy", "Pharmacy"),
    ("other", "Other"),
]


class CarePractitioner(models.Model):
    """A person who treats or looks after people (FHIR Practitioner); one of each employee.

    What others build on: ``user_id``, ``name``, ``org_unit_id``, ``_may_sign(date)`` and
    ``_get_signature()``.
    """

    _name = "care.practitioner"
    _inherit = ["mail.thread", "mail.activity.mixin", "org.scoped.mixin", "server.guard.mixin"]
    _description = "Practitioner"
    _order = "name, id"
    _rec_names_search = ["name", "licence_number"]

    _own_unit_fields = frozenset({"org_unit_id"})
    # What somebody who isn't a manager changes about himself.
    _own_fields = frozenset({"phone", "signature"})

    org_unit_id = fields.Many2one(string="Institution", tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    licence_number = fields.Char(
        "Licence number", copy=False, index="btree_not_null", tracking=True
    )
    licence_kind_id = fields.Many2one(
        "care.licence.kind",
        "Kind of licence",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    licence_scope = fields.Selection(SCOPES, "Scope of practice", tracking=True)
    licence_until = fields.Date(
        "Licence valid until", tracking=True, help="Empty for a licence without an end."
    )
    phone = fields.Char()
    may_manage = fields.Boolean(compute="_compute_may_manage")
    member_ids = fields.One2many("care.team.member", "practitioner_id", "Memberships")

    _licence_unique = models.UniqueIndex(
        "(licence_number) WHERE active", "Another practitioner has this licence number already."
    )

    @api.depends_context("uid")
    def _compute_may_manage(self):
        self.may_manage = self._is_manager()

    def write(self, vals):
        self._check_own_fields(vals)
        return super().write(vals)

    def _check_own_fields(self, names):
        """:raise AccessError: who isn't a manager changes more than his phone and signature"""
        foreign = set(names) - self._own_fields - set(self.env["mail.thread"]._fields)
        if self._is_server() or not foreign or self._is_manager():
            return
        raise AccessError(
            self.env._(
                "Of your own entry you change the phone and the signature. "
                "Ask a manager of the family-doctor service to change the rest."
            )
        )

    @api.model
    def _is_manager(self):
        return self.env.su or self.env.user.has_group("care_team.group_manager")
