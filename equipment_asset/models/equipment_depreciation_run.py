from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import split_every

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

from ..tools.depreciation import add_months, month_start

CHUNK = 1000
CONTENT_FIELDS = frozenset(("org_unit_id", "include_below", "month", "takes_over"))
SERVER_FIELDS = frozenset(
    ("state", "total", "line_count", "booked_by_id", "booked_at", "queued", "line_ids")
)


class EquipmentDepreciationRun(models.Model):
    """The depreciation of one month (月度折旧) of an owner, or of a unit with all below it.

    Computed, looked at, booked; a booked month is closed. Months are booked in order, each device
    once per month. Source: domain I.7.
    """

    _name = "equipment.depreciation.run"
    _inherit = ["server.guard.mixin", "mail.thread", "org.scoped.mixin"]
    _description = "Depreciation Run"
    _order = "month desc, org_unit_id, id desc"

    month = fields.Date(
        required=True,
        index=True,
        default=lambda self: month_start(fields.Date.context_today(self)),
        tracking=True,
    )
    include_below = fields.Boolean(
        string="With units below",
        default=True,
        help="Also the devices that units below this one own.",
    )
    takes_over = fields.Boolean(
        string="Takes over earlier months",
        help="Also writes off what earlier months left open: for devices entered late, or bought "
        "before depreciation was kept here.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("booked", "Booked"), ("reversed", "Reversed")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("equipment.depreciation.line", "run_id", readonly=True, copy=False)
    line_count = fields.Integer(string="Devices", readonly=True, copy=False)
    total = fields.Monetary(readonly=True, copy=False)
    booked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    booked_at = fields.Datetime(string="Booked on", readonly=True, copy=False)
    queued = fields.Boolean(
        readonly=True, copy=False, index=True, help="Is computed and booked in the background."
    )
    reverse_reason = fields.Char(string="Reason of the reversal", copy=False)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    _month_begins = models.Constraint(
        "CHECK (EXTRACT(DAY FROM month) = 1)", "A month is written as its first day."
    )
    _once_a_month = models.UniqueIndex(
        "(org_unit_id, month) WHERE state <> 'reversed'",
        "This unit has a depreciation run for this month already.",
    )

    @api.depends("month", "org_unit_id")
    def _compute_display_name(self):
        for run in self:
            month = f"{run.month:%Y-%m}" if run.month else ""
            run.display_name = f"{month} {run.org_unit_id.name or ''}".strip()

    @api.depends_context("company")
    def _compute_currency_id(self):
        self.currency_id = self.env.company.currency_id

    @api.onchange("month")
    def _onchange_month(self):
        self.month = self.month and month_start(self.month)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_not_forged(*vals_list)
        blank = {"state": "draft", "total": 0, "line_count": 0, "queued": False}
        return super().create([blank | self._with_month_start(vals) for vals in vals_list])

    def write(self, vals):
        self._check_not_forged(vals)
        if CONTENT_FIELDS & vals.keys():
            self._check_draft()
            self._clear_lines()
        return super().write(self._with_month_start(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_booked(self):
        self._check_draft()

    def action_compute(self):
        """Draw up the lines of draft runs anew."""
        self.check_access("write")
        for run in self:
            run._check_draft()
            run._fill_lines()

    def action_book(self):
        """Compute and book the months for good, the earliest first.

        :raise UserError: a month ahead, out of order, or with earlier months open
        """
        self.check_access("write")
        for run in self.sorted("month"):
            run.lock_for_update()
            run._check_draft()
            run._check_order()
            run._fill_lines()
            run._check_no_gap()
            run._set_booked()

    def action_reverse(self):
        """Take the last booked month back, with a reason; a new run may follow.

        :raise UserError: no reason, a later month is booked, or a device was disposed of since
        """
        self._check_manager()
        for run in self.sorted("month", reverse=True):
            run.lock_for_update()
            run._check_reversible()
            # sudo: the state is the server's; the right to reverse was checked above
            run.sudo().state = "reversed"
        # the unique index has to know before a new run of the month is created
        self.flush_recordset(["state"])

    def action_open_lines(self):
        """List the devices of these runs."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_depreciation_line_action"
        )
        return action | {"domain": [("run_id", "in", self.ids)], "context": {}}

    def _get_asset_domain(self):
        """Domain of the devices that fall due in this month and are not booked up to it."""
        operator = "child_of" if self.include_below else "="
        return (
            Domain("org_unit_id", operator, self.org_unit_id.id)
            & Domain("first_depreciation_month", "<=", self.month)
            & Domain("net_value", ">", 0)
            & (
                Domain("last_depreciation_month", "=", False)
                | Domain("last_depreciation_month", "<", self.month)
            )
            & (
                Domain("usage_state", "!=", "disposed")
                | Domain("scrap_date", ">=", add_months(self.month, 1))
            )
        )

    def _fill_lines(self):
        """Replace the lines, a thousand devices at a time."""
        self._clear_lines()
        equipment = self.env["maintenance.equipment"].with_context(active_test=False)
        devices = equipment.search(self._get_asset_domain(), order="id")
        # sudo: lines are written by the run alone, nobody has the right to edit them
        lines = self.env["equipment.depreciation.line"].sudo()
        total = count = 0
        for ids in split_every(CHUNK, devices.ids):
            vals_list = lines._prepare_vals(self, equipment.browse(ids))
            lines.create(vals_list)
            total += sum(to_fen(vals["amount"]) for vals in vals_list)
            count += len(vals_list)
        # sudo: the sums follow from the lines, nobody enters them
        self.sudo().write({"total": to_yuan(total), "line_count": count})

    def _clear_lines(self):
        # sudo: lines are written by the run alone, nobody has the right to delete them
        self.sudo().line_ids.unlink()

    def _set_booked(self):
        values = {"state": "booked", "booked_by_id": self.env.uid, "queued": False}
        # sudo: the state is the server's; order and rights were checked
        self.sudo().write(values | {"booked_at": fields.Datetime.now()})

    def _get_units_above(self):
        return [int(unit_id) for unit_id in self.org_unit_id.parent_path.split("/")[:-2]]

    def _get_booked_runs(self, with_below):
        """Booked runs that hold devices of this one: its unit's, those above and those below."""
        same = Domain("org_unit_id", "=", self.org_unit_id.id)
        above = Domain("include_below", "=", True)
        above &= Domain("org_unit_id", "in", self._get_units_above())
        units = same | above
        if with_below and self.include_below:
            units |= Domain("org_unit_id", "child_of", self.org_unit_id.id)
        # sudo: the month may have been booked by a unit above, which the user can't see
        return self.sudo().search(Domain("state", "=", "booked") & units)

    def _check_order(self):
        if self.month > month_start(fields.Date.context_today(self)):
            raise UserError(
                self.env._("%(run)s lies ahead: book it when it has come.", run=self.display_name)
            )
        later = self._get_booked_runs(with_below=False).filtered(lambda r: r.month >= self.month)
        if later:
            raise UserError(
                self.env._(
                    "%(run)s can't be booked: %(month)s is booked already, and months are booked "
                    "in order. Have the later months reversed first.",
                    run=self.display_name,
                    month=f"{max(later.mapped('month')):%Y-%m}",
                )
            )

    def _check_no_gap(self):
        late = self.line_ids.filtered(lambda line: line.month_count > 1)
        if late and not self.takes_over:
            raise UserError(
                self.env._(
                    "Before %(run)s the months from %(month)s on have to be booked: they are "
                    "missing for %(count)s devices. Book them first (Book missing months), or "
                    "tick “Takes over earlier months”.",
                    run=self.display_name,
                    month=f"{add_months(self.month, 1 - max(late.mapped('month_count'))):%Y-%m}",
                    count=len(late),
                )
            )

    def _check_reversible(self):
        if self.state != "booked":
            raise UserError(self.env._("Only a booked month can be reversed."))
        if not (self.reverse_reason or "").strip():
            raise UserError(self.env._("Enter the reason of the reversal first."))
        if any(run.month > self.month for run in self._get_booked_runs(with_below=True)):
            raise UserError(
                self.env._("A later month is booked. Reverse the latest month first, then this.")
            )
        disposed = self.line_ids.equipment_id.filtered(lambda e: e.usage_state == "disposed")
        if disposed:
            raise UserError(
                self.env._(
                    "“%(device)s” was disposed of at the value this month left it with: the month "
                    "can't be reversed any more.",
                    device=disposed[0].display_name,
                )
            )

    def _check_manager(self):
        self.check_access("write")
        if not self.env.user.has_group("equipment_asset.group_equipment_manager"):
            raise AccessError(self.env._("Only an equipment manager reverses a booked month."))

    def _check_draft(self):
        for run in self.filtered(lambda run: run.state != "draft"):
            raise UserError(
                self.env._(
                    "%(run)s is booked or reversed and stays as it is.", run=run.display_name
                )
            )

    def _check_not_forged(self, *vals_list):
        if not self.env.su and any(SERVER_FIELDS & vals.keys() for vals in vals_list):
            raise AccessError(self.env._("A month is booked with its button, not by editing."))

    def _with_month_start(self, vals):
        if not vals.get("month"):
            return vals
        return vals | {"month": month_start(fields.Date.to_date(vals["month"]))}

    @api.constrains("reverse_reason")
    def _check_reason_stands(self):
        for run in self.filtered(lambda run: run.state == "reversed"):
            if not (run.reverse_reason or "").strip():
                raise ValidationError(self.env._("A reversal keeps its reason."))
