from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan
from odoo.addons.org_unit.models.org_unit import HOSPITAL_KINDS

SITE_KINDS = [
    ("clinics", "Village clinics"),
    ("all", "Village clinics, hospitals and community centres"),
]
KINDS_OF = {"clinics": ("village_clinic",), "all": ("village_clinic", *HOSPITAL_KINDS)}


class EquipmentAllocation(models.Model):
    """Plan which hospital and which clinic gets how many kits or devices (分配方案).

    Fewer pieces than sites is the usual case: the plan says who gets one, who shares, and what
    closing the gap would cost. One person proposes it, another confirms.
    """

    _name = "equipment.allocation"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "org.scoped.mixin",
    ]
    _description = "Allocation Plan"
    _order = "id desc"
    _approval_group = "equipment_asset.group_equipment_manager"
    _approval_locked_fields = frozenset(
        {"org_unit_id", "kit_template_id", "device_model_id", "quantity", "unit_price",
         "site_kinds", "method", "line_ids"}
    )  # fmt: skip

    name = fields.Char(required=True, tracking=True)
    org_unit_id = fields.Many2one(string="County")
    kit_template_id = fields.Many2one(
        "equipment.kit.template", index="btree_not_null", ondelete="restrict"
    )
    device_model_id = fields.Many2one(
        "equipment.model", index="btree_not_null", ondelete="restrict"
    )
    quantity = fields.Integer(
        string="Quantity to allot", required=True, tracking=True, aggregator=None
    )
    unit_price = fields.Monetary(
        compute="_compute_unit_price", store=True, readonly=False, precompute=True
    )
    site_kinds = fields.Selection(
        SITE_KINDS, string="Who needs one", required=True, default="clinics", tracking=True
    )
    method = fields.Selection(
        [
            ("equal", "The same for each hospital"),
            ("sites", "By the number of sites"),
            ("population", "By population"),
            ("need", "By need"),
        ],
        string="Shared out",
        required=True,
        default="sites",
        tracking=True,
    )
    line_ids = fields.One2many("equipment.allocation.line", "allocation_id", string="Lines")
    hospital_line_ids = fields.One2many(
        "equipment.allocation.line", "allocation_id", domain=[("parent_id", "=", False)]
    )
    state = fields.Selection(
        [("draft", "Draft"), ("proposed", "Proposed"), ("confirmed", "Confirmed")],
        compute="_compute_state",
        store=True,
        index=True,
        tracking=True,
    )
    note = fields.Text()
    site_count = fields.Integer(string="Sites", compute="_compute_site_count", store=True)
    covered_count = fields.Integer(string="Covered", compute="_compute_coverage", store=True)
    uncovered_count = fields.Integer(string="Without one", compute="_compute_coverage", store=True)
    coverage = fields.Float(
        string="Coverage (%)",
        compute="_compute_coverage",
        store=True,
        digits=(5, 1),
        aggregator=None,
    )
    gap_cost = fields.Monetary(
        string="Cost of closing the gap",
        compute="_compute_coverage",
        store=True,
        help="What one piece for each site without one would cost.",
    )
    balance_message = fields.Char(compute="_compute_balance_message")
    transfer_ids = fields.One2many("equipment.transfer", "allocation_id", string="Transfers")
    transfer_count = fields.Integer(compute="_compute_transfer_count")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)

    _one_kind = models.Constraint(
        "CHECK (num_nonnulls(kit_template_id, device_model_id) = 1)",
        "Choose either the kit or the device model that is allotted.",
    )
    _positive = models.Constraint(
        "CHECK (quantity > 0 AND unit_price >= 0)",
        "Quantity must be greater than zero, the price not negative.",
    )

    @api.depends("kit_template_id", "device_model_id")
    def _compute_unit_price(self):
        for plan in self:
            listed = plan.kit_template_id.price or plan.device_model_id.list_price
            plan.unit_price = listed or plan.unit_price

    @api.depends("approval_state")
    def _compute_state(self):
        states = {"requested": "proposed", "approved": "confirmed"}
        for plan in self:
            plan.state = states.get(plan.approval_state, "draft")

    @api.depends("org_unit_id", "site_kinds", "line_ids.parent_id")
    def _compute_site_count(self):
        for plan in self:
            planned = plan.line_ids.filtered("parent_id")
            plan.site_count = len(planned or plan._get_sites())

    @api.depends("quantity", "unit_price", "site_count", "line_ids.allotted")
    def _compute_coverage(self):
        for plan in self:
            sites = plan.line_ids.filtered("parent_id")
            served = len(sites.filtered("allotted")) or min(plan.quantity, plan.site_count)
            missing = max(plan.site_count - plan.quantity, 0)
            plan.covered_count = served
            plan.uncovered_count = plan.site_count - served
            plan.coverage = plan.site_count and round(served / plan.site_count * 100, 1)
            plan.gap_cost = to_yuan(missing * to_fen(plan.unit_price))

    @api.depends("quantity", "line_ids.allotted")
    def _compute_balance_message(self):
        for plan in self:
            plan.balance_message = "\n".join(plan._get_imbalances()) or False

    @api.depends("transfer_ids")
    def _compute_transfer_count(self):
        groups = self.env["equipment.transfer"]._read_group(
            [("allocation_id", "in", self.ids)], ["allocation_id"], ["__count"]
        )
        counts = {plan.id: count for plan, count in groups}
        for plan in self:
            plan.transfer_count = counts.get(plan._origin.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        for plan in self.filtered(lambda plan: plan.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(plan)s” is proposed or confirmed and stays on record.", plan=plan.name
                )
            )

    def action_open_lines(self):
        """List the hospitals and sites of this plan, grouped."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_allocation_line_action"
        )
        return action | {
            "domain": [("allocation_id", "=", self.id), ("parent_id", "!=", False)],
            "context": {"search_default_group_hospital": 1, "create": False},
        }

    def action_open_transfers(self):
        """List the transfers that carry this plan out."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_transfer_action"
        )
        return action | {"domain": [("allocation_id", "=", self.id)], "context": {"create": False}}

    def _check_before_request(self):
        if not self.line_ids:
            raise UserError(self.env._("Compute the shares first."))
        if self.balance_message:
            raise UserError(self.balance_message)

    def _get_hospitals(self):
        """Hospitals and community centres of the county, in the order of their codes."""
        return self._get_units(HOSPITAL_KINDS)

    def _get_sites(self):
        """The units that should have a piece each."""
        return self._get_units(KINDS_OF[self.site_kinds])

    def _get_units(self, kinds):
        below = Domain("id", "child_of", self.org_unit_id.ids)
        return self.env["org.unit"].search(below & Domain("kind", "in", kinds))

    def _get_imbalances(self):
        """Sentences that say how many too many or too few were allotted, and where."""
        hospitals = self.line_ids.filtered(lambda line: not line.parent_id)
        places = [(self.env._("Whole plan"), self.quantity, hospitals)]
        places += [(line.unit_id.name, line.allotted, line.child_ids) for line in hospitals]
        return [
            self._describe_difference(name, sum(lines.mapped("allotted")) - wanted)
            for name, wanted, lines in places
            if lines and sum(lines.mapped("allotted")) != wanted
        ]

    def _describe_difference(self, name, difference):
        if difference > 0:
            return self.env._(
                "%(place)s: %(count)s too many allotted.", place=name, count=difference
            )
        return self.env._("%(place)s: %(count)s too few allotted.", place=name, count=-difference)
