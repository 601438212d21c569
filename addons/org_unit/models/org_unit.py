from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

HOSPITAL_KINDS = ("township_hospital", "community_center")


class OrgUnit(models.Model):
    """An institution or department that owns records and employs users.

    Units are not regions: a township may have two hospitals. ``region_id`` says where the
    unit lies, ``parent_id`` to whom it reports.
    """

    _name = "org.unit"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Organisation Unit"
    _parent_store = True
    _order = "sequence, code, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram", tracking=True)
    code = fields.Char(required=True, tracking=True, help="Number of the unit, used by imports.")
    kind = fields.Selection(
        [
            ("bureau", "Bureau"),
            ("township_hospital", "Township Hospital"),
            ("community_center", "Community Health Centre"),
            ("village_clinic", "Village Clinic"),
            ("service_center", "Service Centre"),
            ("department", "Department"),
        ],
        required=True,
        index=True,
        tracking=True,
    )
    parent_id = fields.Many2one(
        "org.unit", string="Superior Unit", index=True, ondelete="restrict", tracking=True
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("org.unit", "parent_id", string="Subordinate Units")
    complete_name = fields.Char(compute="_compute_complete_name", recursive=True, store=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    region_id = fields.Many2one("cn.region", index="btree_not_null")
    partner_id = fields.Many2one(
        "res.partner",
        string="Address",
        index="btree_not_null",
        ondelete="restrict",
        help="The contact that carries the address, the phone and the credit code.",
    )
    phone = fields.Char(related="partner_id.phone")
    street = fields.Char(related="partner_id.street")
    user_ids = fields.One2many("res.users", "org_unit_id", string="Users", readonly=True)
    user_count = fields.Integer("Number of Users", compute="_compute_user_count")
    hospital_count = fields.Integer("Hospitals", compute="_compute_descendant_counts")
    clinic_count = fields.Integer("Clinics", compute="_compute_descendant_counts")
    descendant_count = fields.Integer("Units Below", compute="_compute_descendant_counts")

    _code_uniq = models.UniqueIndex("(code)", "Another unit has this code already.")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for unit in self:
            parents = unit.parent_id.complete_name
            unit.complete_name = f"{parents} / {unit.name}" if parents else unit.name

    @api.depends("user_ids")
    def _compute_user_count(self):
        groups = self.env["res.users"]._read_group(
            [("org_unit_id", "in", self.ids)], ["org_unit_id"], ["__count"]
        )
        counts = {unit.id: count for unit, count in groups}
        for unit in self:
            unit.user_count = counts.get(unit.id, 0)

    @api.depends("child_ids.kind", "child_ids.active")
    def _compute_descendant_counts(self):
        kinds = defaultdict(Counter)
        for below in self.search([("id", "child_of", self.ids)]):
            for ancestor_id in below.parent_path.split("/")[:-2]:
                kinds[int(ancestor_id)][below.kind] += 1
        for unit in self:
            counts = kinds[unit.id]
            unit.hospital_count = sum(counts[kind] for kind in HOSPITAL_KINDS)
            unit.clinic_count = counts["village_clinic"]
            unit.descendant_count = counts.total()

    @api.constrains("parent_id")
    def _check_no_cycle(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A unit cannot be placed below itself."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("code"):
                vals["code"] = vals["code"].strip()
        units = super().create(vals_list)
        # record rules are cached with the ids of the units below the user's
        self.env.registry.clear_cache()
        return units

    def write(self, vals):
        result = super().write(vals)
        if "parent_id" in vals:
            # as in create()
            self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for unit in self.with_context(active_test=False):
            if unit.child_ids - self:
                raise UserError(
                    self.env._(
                        "“%(unit)s” has subordinate units. Move or delete them first, "
                        "or archive the unit.",
                        unit=unit.name,
                    )
                )
            if unit.user_ids:
                raise UserError(
                    self.env._(
                        "Users belong to “%(unit)s”. Give them another unit first, "
                        "or archive the unit.",
                        unit=unit.name,
                    )
                )

    def action_open_hospitals(self):
        """List the hospitals and community centres below this unit."""
        return self._open_below(self.env._("Hospitals"), Domain("kind", "in", HOSPITAL_KINDS))

    def action_open_clinics(self):
        """List the village clinics below this unit."""
        return self._open_below(self.env._("Clinics"), Domain("kind", "=", "village_clinic"))

    def action_open_descendants(self):
        """List all units below this unit."""
        return self._open_below(self.env._("Units Below"), Domain.TRUE)

    def _open_below(self, name, domain):
        self.ensure_one()
        below = Domain("id", "child_of", self.id) & Domain("id", "!=", self.id)
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.name} · {name}",
            "res_model": self._name,
            "view_mode": "list,kanban,form",
            "domain": list(below & domain),
            "context": {"default_parent_id": self.id},
        }

    def _filter_in_scope(self):
        """Those of these units the user works for: his own and the units below it."""
        if self.env.su:
            return self
        own = self.env.user.org_unit_id.ids
        return self.search(Domain("id", "in", self.ids) & Domain("id", "child_of", own))

    @api.private
    def check_in_scope(self):
        """:raise AccessError: one of these units is outside the user's scope; says which."""
        inside = self._filter_in_scope()
        if outside := self - inside:
            raise AccessError(
                self.env._(
                    "%(units)s: not among your units. Ask a colleague of the superior unit to do it.",
                    units=", ".join(outside.mapped("name")),
                )
            )
