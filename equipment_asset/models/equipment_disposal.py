from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

DISPOSAL_KINDS = [
    ("scrap", "Scrapping"),
    ("sale", "Sale"),
    ("loss", "Reported loss"),
    ("donation", "Donation"),
    ("transfer", "Transfer without payment"),
]
PROOFS = {
    "scrap": ("appraisal", "photo"),
    "sale": ("appraisal", "photo"),
    "loss": ("explanation",),
    "donation": ("agreement", "photo"),
    "transfer": ("agreement",),
}
"""What a request must show, by kind; a higher approval is asked for by value."""

WITH_RECEIVER = ("sale", "donation", "transfer")


class EquipmentDisposal(models.Model):
    """A disposal of assets (资产处置): scrapping, sale, loss, donation, transfer without payment.

    An officer requests, a manager decides, execution ends depreciation in its month and seals the
    document.
    """

    _name = "equipment.disposal"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
        "org.scoped.mixin",
    ]
    _description = "Disposal"
    _order = "date desc, id desc"
    _approval_group = "equipment_asset.group_equipment_manager"
    _approval_locked_fields = frozenset(
        ("org_unit_id", "kind", "date", "reason", "line_ids", "receiver")
    )
    _seal_exempt_fields = ("evidence_ids",)
    _seal_line_fields = ("line_ids",)
    _fixed_fields = frozenset({"name"})

    name = fields.Char(
        string="Number", readonly=True, copy=False, default=lambda self: self.env._("New")
    )
    org_unit_id = fields.Many2one(string="Owner", tracking=True)
    kind = fields.Selection(DISPOSAL_KINDS, required=True, default="scrap", tracking=True)
    date = fields.Date(
        string="Requested for", required=True, default=fields.Date.context_today, index=True
    )
    reason = fields.Text(required=True)
    receiver = fields.Char(string="Receiving party", help="Who buys or gets the devices.")
    line_ids = fields.One2many("equipment.disposal.line", "disposal_id", string="Devices")
    device_count = fields.Integer(compute="_compute_totals", store=True)
    original_total = fields.Monetary(string="Original value", compute="_compute_totals", store=True)
    accumulated_total = fields.Monetary(
        string="Accumulated depreciation", compute="_compute_totals", store=True
    )
    net_total = fields.Monetary(string="Net value", compute="_compute_totals", store=True)
    needs_higher_approval = fields.Boolean(compute="_compute_needs_higher_approval")
    proceeds = fields.Monetary(help="What was paid for the devices or their remains.")
    execution_date = fields.Date(
        tracking=True, help="Day the devices left. The month of it is not depreciated any more."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Waiting for approval"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("done", "Executed"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    _proceeds_positive = models.Constraint("CHECK (proceeds >= 0)", "Proceeds cannot be negative.")
    _reason_given = models.Constraint(
        "CHECK (btrim(reason) <> '')", "Say why the devices are disposed of."
    )

    @api.depends("approval_state", "seal_state")
    def _compute_state(self):
        for disposal in self:
            state = {"none": "draft"}.get(disposal.approval_state, disposal.approval_state)
            disposal.state = "done" if disposal.seal_state != "open" else state

    @api.depends("line_ids.original_value", "line_ids.accumulated", "line_ids.net_value")
    def _compute_totals(self):
        for disposal in self:
            lines = disposal.line_ids
            disposal.device_count = len(lines)
            for total, name in (
                ("original_total", "original_value"),
                ("accumulated_total", "accumulated"),
                ("net_total", "net_value"),
            ):
                disposal[total] = to_yuan(sum(to_fen(line[name]) for line in lines))

    @api.depends("original_total", "date")
    def _compute_needs_higher_approval(self):
        for disposal in self:
            rule = self.env["equipment.rule"]._find(
                "disposal_higher_approval", disposal.date or fields.Date.context_today(self)
            )
            disposal.needs_higher_approval = bool(rule) and disposal.original_total >= rule.value

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.model_create_multi
    def create(self, vals_list):
        numbers = self.env["ir.sequence"]
        vals_list = [
            vals | {"name": numbers.next_by_code("equipment.disposal")} for vals in vals_list
        ]
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self._check_approval_unlocked()

    def action_withdraw(self):
        """Take a requested or returned disposal back; the devices are as before.

        :raise UserError: it was decided already
        """
        self.check_access("write")
        if any(disposal.state not in ("requested", "returned") for disposal in self):
            raise UserError(self.env._("Only a disposal that is not decided can be withdrawn."))
        self.line_ids._restore_usage()
        self._reset_approval()

    def action_execute(self):
        """The devices are gone: end their depreciation and seal the document.

        :raise UserError: not approved, no day, a booked month, or a missing proof
        """
        self.check_access("write")
        for disposal in self:
            disposal._check_executable()
            disposal.line_ids._capture_values(disposal.execution_date)
            disposal.line_ids._dispose()
            disposal._seal()

    def _evidence_required_kinds(self):
        labels = {
            "appraisal": self.env._("Technical appraisal"),
            "photo": self.env._("Photo of the device"),
            "explanation": self.env._("Explanation of the loss"),
            "agreement": self.env._("Agreement with the receiving party"),
            "higher_approval": self.env._("Approval document of the superior authority"),
            "execution": self.env._("Proof of execution (receipt, hand-over, payment)"),
        }
        codes = list(PROOFS[self.kind]) if self.kind else []
        if self.needs_higher_approval:
            codes.append("higher_approval")
        if self.approval_state == "approved":
            codes.append("execution")
        return [(code, labels[code]) for code in codes]

    def _get_proof_rows(self):
        """``[(label, whether it is there), …]`` for the printed form."""
        missing = {code for code, _label in self._get_missing_evidence()}
        return [(label, code not in missing) for code, label in self._evidence_required_kinds()]

    def _check_before_request(self):
        super()._check_before_request()
        if not self.line_ids:
            raise UserError(self.env._("Choose the devices to dispose of first."))
        if self.kind in WITH_RECEIVER and not (self.receiver or "").strip():
            raise UserError(self.env._("Enter who receives the devices."))
        self.line_ids._check_disposable()
        self.line_ids._capture_values(self.date)
        self._check_required_evidence()
        self.line_ids._mark_to_dispose()

    def _on_approved(self):
        super()._on_approved()
        self.line_ids._check_disposable()
        self._check_required_kinds_of_request()

    def _check_required_kinds_of_request(self):
        """A proof may have been deleted while the request was open."""
        missing = [label for code, label in self._get_missing_evidence() if code != "execution"]
        if missing:
            raise UserError(
                self.env._("A proof is missing: %(missing)s.", missing=", ".join(missing))
            )

    def _on_returned(self, reason):
        super()._on_returned(reason)
        self.line_ids._restore_usage()

    def _check_executable(self):
        if self.state != "approved":
            raise UserError(self.env._("Only an approved disposal is executed."))
        if not self.execution_date:
            raise UserError(self.env._("Enter the day of execution first."))
        if self.execution_date > fields.Date.context_today(self):
            raise UserError(self.env._("The day of execution cannot lie ahead."))
        self.line_ids._check_months_open(self.execution_date)
        self._check_required_evidence()
