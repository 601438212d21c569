from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# Unforgeable: a context key can be sent over RPC, this object can't.
_SERVER = object()

STATES = [
    ("draft", "Draft"),
    ("counting", "Counting"),
    ("review", "Under review"),
    ("done", "Signed"),
    ("cancelled", "Cancelled"),
]
# Count field: the results it adds up. What was counted twice was found.
COUNTS = {
    "pending_count": ("pending",),
    "found_count": ("found", "counted_twice"),
    "wrong_place_count": ("wrong_place",),
    "wrong_unit_count": ("wrong_unit",),
    "not_found_count": ("not_found",),
    "unknown_tag_count": ("unknown_tag",),
    "counted_twice_count": ("counted_twice",),
    "disposed_found_count": ("disposed_found",),
    "surplus_count": ("surplus",),
}
SERVER_FIELDS = {"name", "state", "started_at", "closed_at", "expected_count", *COUNTS}
PLAN_FIELDS = {"org_unit_id", "basis", "date", "mode", "previous_id"}


class EquipmentStocktake(models.Model):
    """A stock-take (盘点): which devices of a unit and the units below are where they should be.

    It starts with a snapshot of the expected devices, is counted by phone, reviewed, and signed by
    a counter and by somebody who didn't count. ``expected_count`` and the counts of results stay
    zero while a blind stock-take is being counted, so that nobody can read them on any path.
    """

    _name = "equipment.stocktake"
    _description = "Stock-take"
    _inherit = [
        "server.guard.mixin",
        "org.scoped.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _order = "date desc, id desc"
    _seal_line_fields = ("line_ids", "scan_ids")

    name = fields.Char(
        "Number", readonly=True, copy=False, default=lambda self: self.env._("New"), index=True
    )
    org_unit_id = fields.Many2one(tracking=True, help="The units below are counted with it.")
    basis = fields.Selection(
        [("using", "Used by the unit"), ("owner", "Owned by the unit")],
        "Devices",
        required=True,
        default="using",
        help="Whether the devices used below the unit are expected, or those it owns.",
    )
    date = fields.Date(
        "Key date", required=True, default=fields.Date.context_today, index=True, tracking=True
    )
    mode = fields.Selection(
        [("expected", "With the expected list"), ("blind", "Blind")],
        "Way of counting",
        required=True,
        default="expected",
        tracking=True,
        help="In a blind stock-take the counters see neither what is expected nor any result "
        "until counting is closed.",
    )
    state = fields.Selection(
        STATES,
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    counter_ids = fields.Many2many(
        "res.users",
        "equipment_stocktake_counter_rel",
        "stocktake_id",
        "user_id",
        string="Counters",
        help="Only they can scan; somebody else signs as supervisor.",
    )
    previous_id = fields.Many2one(
        "equipment.stocktake",
        "Compared with",
        compute="_compute_previous_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The last signed stock-take of the same unit.",
    )
    line_ids = fields.One2many("equipment.stocktake.line", "stocktake_id", "Results", copy=False)
    scan_ids = fields.One2many("equipment.stocktake.scan", "stocktake_id", "Scans", copy=False)
    proposal_ids = fields.One2many(
        "equipment.stocktake.proposal", "stocktake_id", "Proposals", copy=False
    )
    open_proposal_count = fields.Integer("Open proposals", compute="_compute_open_proposal_count")
    started_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime("Counting closed at", readonly=True, copy=False)

    expected_count = fields.Integer("On the list", readonly=True, copy=False)
    pending_count = fields.Integer("Not yet seen", readonly=True, copy=False)
    found_count = fields.Integer("Found", readonly=True, copy=False)
    wrong_place_count = fields.Integer("Wrong place", readonly=True, copy=False)
    wrong_unit_count = fields.Integer("Wrong unit", readonly=True, copy=False)
    not_found_count = fields.Integer("Not found", readonly=True, copy=False)
    unknown_tag_count = fields.Integer("Unknown tags", readonly=True, copy=False)
    counted_twice_count = fields.Integer("Counted twice", readonly=True, copy=False)
    disposed_found_count = fields.Integer("Disposed of but here", readonly=True, copy=False)
    surplus_count = fields.Integer("Not expected but here", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress", help="Percent of the expected devices.")
    is_counter = fields.Boolean(compute="_compute_is_counter", export_string_translation=False)

    _one_running = models.UniqueIndex(
        "(org_unit_id) WHERE state IN ('counting', 'review')",
        "A stock-take of this unit is running already: sign or cancel it first.",
    )

    @api.depends("org_unit_id", "basis")
    def _compute_previous_id(self):
        for stocktake in self:
            domain = [
                ("org_unit_id", "=", stocktake.org_unit_id.id),
                ("basis", "=", stocktake.basis),
                ("seal_state", "=", "sealed"),
                ("id", "!=", stocktake._origin.id),
            ]
            stocktake.previous_id = self.search(domain, limit=1)

    @api.depends("proposal_ids.state")
    def _compute_open_proposal_count(self):
        groups = self.env["equipment.stocktake.proposal"]._read_group(
            [("stocktake_id", "in", self.ids), ("state", "=", "open")],
            ["stocktake_id"],
            ["__count"],
        )
        counts = dict(groups)
        for stocktake in self:
            stocktake.open_proposal_count = counts.get(stocktake, 0)

    @api.depends("expected_count", "pending_count")
    def _compute_progress(self):
        for stocktake in self:
            seen = stocktake.expected_count - stocktake.pending_count
            stocktake.progress = 100 * seen / (stocktake.expected_count or 1)

    @api.depends("counter_ids")
    @api.depends_context("uid")
    def _compute_is_counter(self):
        for stocktake in self:
            stocktake.is_counter = self.env.user in stocktake.counter_ids

    @api.constrains("counter_ids", "org_unit_id")
    def _check_counters(self):
        for stocktake in self:
            path = stocktake.org_unit_id.parent_path
            for user in stocktake.counter_ids:
                if not user.has_group("equipment_asset.group_equipment_custodian"):
                    raise ValidationError(
                        self.env._(
                            "%(user)s may not count devices: choose a custodian or an officer.",
                            user=user.name,
                        )
                    )
                own = user.org_unit_id.parent_path
                if not own or not (own.startswith(path) or path.startswith(own)):
                    raise ValidationError(
                        self.env._(
                            "%(user)s works neither in %(unit)s nor above or below it and cannot "
                            "count there.",
                            user=user.name,
                            unit=stocktake.org_unit_id.name,
                        )
                    )

    @api.constrains("previous_id", "org_unit_id")
    def _check_previous(self):
        for stocktake in self.filtered("previous_id"):
            if stocktake.previous_id.org_unit_id != stocktake.org_unit_id:
                raise ValidationError(
                    self.env._("Compare with a stock-take of the same unit, or with none.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        # Set outright, because a default may come from the caller's context.
        blank = dict.fromkeys(SERVER_FIELDS, False) | {"state": "draft"}
        sequence = self.env["ir.sequence"]
        vals_list = [
            {**vals, **blank, "name": sequence.next_by_code("equipment.stocktake")}
            for vals in vals_list
        ]
        return super().create(vals_list)

    def write(self, vals):
        if self.env.context.get("stocktake_server") is not _SERVER:
            if SERVER_FIELDS & vals.keys():
                raise UserError(self.env._("A stock-take moves on by its buttons only."))
            if PLAN_FIELDS & vals.keys():
                self._check_state("draft")
        veiled = self.filtered(lambda stocktake: stocktake._is_veiled() and stocktake.started_at)
        counted = veiled.filtered("is_counter")
        result = super().write(vals)
        if "counter_ids" in vals and counted != veiled.filtered("is_counter"):
            raise UserError(
                self.env._(
                    "Somebody else decides whether you count here: who counts a blind stock-take "
                    "has not seen its results."
                )
            )
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        self._check_state("draft")

    def action_open_lines(self):
        """List the results; the context key ``results`` names the wanted ones, by commas."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_stocktake_line_action"
        )
        domain = [("stocktake_id", "=", self.id)]
        if results := self.env.context.get("results"):
            domain.append(("result", "in", results.split(",")))
        return action | {"domain": domain, "context": {"create": False}}

    def action_open_proposals(self):
        """List what the signed result proposes to correct."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_stocktake_proposal_action"
        )
        return action | {
            "domain": [("stocktake_id", "=", self.id)],
            "context": {"one_stocktake": 1},
        }

    def action_count(self):
        """Open the phone page of this stock-take."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "equipment_stocktake",
            "name": self.env._("Count"),
            "params": {"stocktake_id": self.id},
        }

    def _set_server(self, vals):
        """Write what only the server may write."""
        return self.with_context(stocktake_server=_SERVER).write(vals)

    def _check_state(self, *states):
        """:raise UserError: names the first stock-take that is in none of ``states``."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for stocktake in self.filtered(lambda stocktake: stocktake.state not in states):
            raise UserError(
                self.env._(
                    "Stock-take %(name)s is in the state “%(state)s”: this cannot be done now.",
                    name=stocktake.name,
                    state=labels[stocktake.state],
                )
            )

    def _is_veiled(self):
        """Whether the results are still hidden from the counters."""
        self.ensure_one()
        return self.mode == "blind" and self.state in ("draft", "counting")

    def _refresh_counts(self):
        """Bring the stored counts up to date; zero while they must not be seen."""
        # sudo: the counts are about all lines, whoever's action changed them
        lines = self.env["equipment.stocktake.line"].sudo()
        for stocktake in self:
            domain = [("stocktake_id", "=", stocktake.id)]
            groups = lines._read_group(domain, ["result", "is_expected"], ["__count"])
            if stocktake._is_veiled():
                groups = []
            counts = {
                name: sum(count for result, _expected, count in groups if result in results)
                for name, results in COUNTS.items()
            }
            counts["expected_count"] = sum(count for _result, expected, count in groups if expected)
            changed = {name: count for name, count in counts.items() if stocktake[name] != count}
            if changed:
                stocktake._set_server(changed)
