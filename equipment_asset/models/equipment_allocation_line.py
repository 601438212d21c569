from fractions import Fraction

from odoo import api, fields, models
from odoo.fields import Domain


class EquipmentAllocationLine(models.Model):
    """What one hospital gets (no superior line), or one site below it."""

    _name = "equipment.allocation.line"
    _inherit = ["server.guard.mixin"]
    _description = "Line of an Allocation Plan"
    _order = "allocation_id, sequence, id"
    _rec_name = "unit_id"
    _server_fields = frozenset({"quota"})

    allocation_id = fields.Many2one(
        "equipment.allocation", required=True, index=True, ondelete="cascade"
    )
    parent_id = fields.Many2one(
        "equipment.allocation.line", string="Hospital line", index=True, ondelete="cascade"
    )
    child_ids = fields.One2many("equipment.allocation.line", "parent_id", string="Sites below")
    hospital_id = fields.Many2one(
        related="parent_id.unit_id", string="Hospital", store=True, index=True
    )
    sequence = fields.Integer(default=10)
    unit_id = fields.Many2one("org.unit", required=True, index=True, ondelete="restrict")
    population = fields.Integer(
        help="Persons served; of a hospital without an entry: of its sites."
    )
    need = fields.Integer(
        compute="_compute_need",
        store=True,
        readonly=False,
        help="Pieces needed, one per site unless entered otherwise; no hospital gets more.",
    )
    quota = fields.Char(readonly=True, help="Exact share before rounding.")
    share = fields.Float(string="Due share", compute="_compute_share", digits=(12, 3))
    allotted = fields.Integer()
    already_held = fields.Integer(compute="_compute_held")
    waiting_count = fields.Integer(
        string="Waiting for delivery",
        compute="_compute_held",
        help="Allotted, but neither there nor on the way.",
    )
    shares_with_id = fields.Many2one(
        "equipment.allocation.line",
        string="Shares with",
        index="btree_not_null",
        ondelete="set null",
    )
    site_count = fields.Integer(string="Sites", compute="_compute_sites")
    uncovered_count = fields.Integer(string="Without one", compute="_compute_sites")
    reason = fields.Char(compute="_compute_reason")
    state = fields.Selection(related="allocation_id.state")

    _unit_once = models.UniqueIndex(
        "(allocation_id, unit_id, (parent_id IS NULL))", "This unit is in the plan already."
    )
    _positive = models.Constraint(
        "CHECK (allotted >= 0 AND need >= 0 AND population >= 0)", "Numbers cannot be negative."
    )

    @api.depends("child_ids")
    def _compute_need(self):
        for line in self:
            line.need = len(line.child_ids) if not line.parent_id else line.need or 1

    @api.depends("quota")
    def _compute_share(self):
        for line in self:
            line.share = float(line._get_quota())

    @api.depends("child_ids.allotted")
    def _compute_sites(self):
        for line in self:
            line.site_count = len(line.child_ids)
            line.uncovered_count = len(line.child_ids.filtered(lambda site: not site.allotted))

    @api.depends("allotted", "unit_id")
    def _compute_held(self):
        for plan, lines in self.grouped("allocation_id").items():
            sites = lines | lines.child_ids
            held, coming = plan._count_held(sites.unit_id), plan._count_coming(sites.unit_id)
            for line in lines:
                units = line.unit_id | line.child_ids.unit_id
                line.already_held = sum(held.get(unit.id, 0) for unit in units)
                line.waiting_count = sum(
                    max(site.allotted - held.get(unit.id, 0) - coming.get(unit.id, 0), 0)
                    for site in (line.child_ids or line)
                    for unit in site.unit_id
                )

    @api.depends("quota", "allotted", "need", "population", "shares_with_id")
    def _compute_reason(self):
        for line in self:
            line.reason = line._explain_site() if line.parent_id else line._explain_share()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        self._check_draft()
        result = super().write(vals)
        if "allotted" in vals:
            hospitals = self.filtered(lambda line: not line.parent_id)
            hospitals._allot_sites()
            (self - hospitals).parent_id._pair_sites()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_proposed(self):
        self._check_draft()

    def _check_draft(self):
        self.allocation_id._check_approval_unlocked()

    def _get_quota(self):
        return sum(map(Fraction, (self.quota or "0").split()))

    def _explain_share(self):
        if not self.quota:
            return False
        exact = self._get_quota()
        whole = int(exact)
        if self.allotted == whole:
            return self.env._("Quota %(quota)s, whole part", quota=self.quota)
        if self.allotted == whole + 1:
            return self.env._("Quota %(quota)s, plus one for the remainder", quota=self.quota)
        if self.allotted == self.need < exact:
            return self.env._("Quota %(quota)s, no more than needed", quota=self.quota)
        if self.allocation_id.method in ("population", "need") and self.allotted > exact:
            return self.env._("Quota %(quota)s, plus what others do not need", quota=self.quota)
        return self.env._("Quota %(quota)s, changed by hand", quota=self.quota)

    def _explain_site(self):
        if self.shares_with_id:
            return self.env._("Shares with %(site)s", site=self.shares_with_id.unit_id.name)
        if not self.allotted:
            return self.env._("None at its hospital to share")
        if self.already_held:
            return self.env._("Uses one already")
        if self.population:
            return self.env._("Serves %(count)s persons", count=self.population)
        return self.env._("In the order of the units")


class EquipmentAllocation(models.Model):
    """What the units have of the thing that is allotted."""

    _inherit = "equipment.allocation"

    def _get_stock(self):
        """All kits or devices in question, owned within the county."""
        county = Domain("org_unit_id", "child_of", self.org_unit_id.ids)
        if self.kit_template_id:
            domain = county & Domain("template_id", "=", self.kit_template_id.id)
            return self.env["equipment.kit"], domain
        domain = county & Domain("device_model_id", "=", self.device_model_id.id)
        domain &= Domain("usage_state", "!=", "disposed") & Domain("kit_id", "=", False)
        return self.env["maintenance.equipment"], domain

    def _count_held(self, units):
        """``{unit id: pieces it uses}``"""
        if not (self.kit_template_id or self.device_model_id):
            return {}
        model, domain = self._get_stock()
        used = domain & Domain("using_unit_id", "in", units.ids)
        groups = model._read_group(used, ["using_unit_id"], ["__count"])
        return {unit.id: count for unit, count in groups}

    def _count_coming(self, units):
        """``{unit id: pieces on the way to it in a draft or handed-over transfer}``"""
        if not (self.kit_template_id or self.device_model_id):
            return {}
        model, domain = self._get_stock()
        name = "kit_id" if model._name == "equipment.kit" else "equipment_id"
        coming = Domain("transfer_id.state", "in", ("draft", "handed_over"))
        coming &= Domain("transfer_id.to_unit_id", "in", units.ids) & Domain(name, "any", domain)
        lines = self.env["equipment.transfer.line"].search_fetch(coming, ["transfer_id"])
        counts = dict.fromkeys(lines.transfer_id.to_unit_id.ids, 0)
        for line in lines:
            counts[line.transfer_id.to_unit_id.id] += 1
        return counts
