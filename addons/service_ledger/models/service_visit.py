from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.service_obligation.tools import Claim

from .service_entry import get_day

RESPONSE = "response_time"


class ServiceVisit(models.Model):
    """A visit at home that somebody asked for: when, why, planned for when, and how soon it came."""

    _name = "service.visit"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "service.claim.note.mixin"]
    _description = "Home Visit"
    _order = "planned_date, sequence, requested_at, id"
    _fixed_fields = frozenset({"project_id", "partner_id"})
    _server_fields = frozenset({"cancelled_at", "cancel_reason"})
    _claim_fields = frozenset({"requested_at", "state", "cancelled_at"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["service.entry"]._default_project(),
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", "Person", required=True, index=True, ondelete="restrict",
        domain=[("is_resident", "=", True)],
    )  # fmt: skip
    requested_at = fields.Datetime("Asked For At", required=True, default=fields.Datetime.now)
    requested_by = fields.Char("Asked For By", help="The person, a relative, the community.")
    reason = fields.Char(required=True, help="What the visit is for; no diagnosis.")
    priority_reason = fields.Selection(
        [("disabled", "Disabled"), ("category", "By category"), ("very_old", "Very old")],
        "Priority", compute="_compute_priority_reason", store=True, precompute=True,
        compute_sudo=True, help="As the roster says it on the day of the request.",
    )  # fmt: skip
    is_immobile = fields.Boolean("Can't come", help="Bedridden, in a wheelchair or the like.")
    planned_date = fields.Date("Planned For", index=True)
    sequence = fields.Integer(default=10, help="Order on the route of the day.")
    user_id = fields.Many2one("res.users", "Visitor", index="btree_not_null", ondelete="restrict")
    address = fields.Char(related="partner_id.street", string="Address")
    phone = fields.Char(related="partner_id.resident_phone", readonly=True)
    entry_ids = fields.One2many("service.entry", "visit_id", "Rows of the Ledger")
    state = fields.Selection(
        [
            ("requested", "Asked for"),
            ("planned", "Planned"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_state", store=True, compute_sudo=True, index=True,
    )  # fmt: skip
    visited_at = fields.Datetime(compute="_compute_state", store=True, compute_sudo=True)
    response_hours = fields.Float(
        "Hours Until the Visit", compute="_compute_state", store=True, compute_sudo=True,
        aggregator="avg", digits=(12, 1),
    )  # fmt: skip
    due_at = fields.Datetime(
        "Due", compute="_compute_due_at", store=True, precompute=True, compute_sudo=True
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")
    cancelled_at = fields.Datetime(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)

    _route_idx = models.Index("(project_id, planned_date, sequence)")

    @api.depends("partner_id", "project_id", "requested_at")
    def _compute_priority_reason(self):
        members = self.env["service.member"].search(
            [("project_id", "in", self.project_id.ids), ("partner_id", "in", self.partner_id.ids)]
        )
        for visit in self:
            day = visit.requested_at and get_day(visit.requested_at)
            own = members.filtered(
                lambda row, visit=visit, day=day: (
                    (row.project_id, row.partner_id) == (visit.project_id, visit.partner_id)
                    and day
                    and row._is_on(day)
                )
            )
            visit.priority_reason = own[:1].priority_reason

    @api.depends(
        "planned_date", "cancelled_at", "requested_at", "entry_ids.state",
        "entry_ids.superseded_by_id", "entry_ids.performed_at", "entry_ids.outcome",
    )  # fmt: skip
    def _compute_state(self):
        for visit in self:
            rows = visit.entry_ids.filtered(
                lambda row: row._is_valid() and row.outcome != "not_done"
            )
            first = rows.sorted("performed_at")[:1]
            open_state = "planned" if visit.planned_date else "requested"
            closed = "done" if first else "cancelled" if visit.cancelled_at else open_state
            visit.state = closed
            visit.visited_at = first.performed_at
            took = first.performed_at - visit.requested_at if first else timedelta()
            visit.response_hours = max(took.total_seconds() / 3600, 0)

    @api.depends("requested_at")
    def _compute_due_at(self):
        for visit in self:
            hours = self.env["service.rule"]._get("visit_hours", get_day(visit.requested_at))
            visit.due_at = visit.requested_at + timedelta(hours=hours)

    @api.depends("due_at", "state")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for visit in self:
            visit.is_overdue = visit.state in ("requested", "planned") and visit.due_at < now

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in" or list(value) != [True]:
            return NotImplemented
        return [("state", "in", ("requested", "planned")), ("due_at", "<", fields.Datetime.now())]

    @api.depends("partner_id.name", "planned_date", "reason")
    def _compute_display_name(self):
        for visit in self:
            parts = (visit.partner_id.name, visit.planned_date, visit.reason)
            visit.display_name = " · ".join(str(part) for part in parts if part)

    @api.constrains("requested_at")
    def _check_not_ahead(self):
        latest = fields.Datetime.now() + timedelta(minutes=10)
        for visit in self.filtered(lambda visit: visit.requested_at > latest):
            raise ValidationError(
                self.env._(
                    "%(name)s: the request lies in the future. Correct its time.",
                    name=visit.partner_id.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        self.env["service.entry"]._check_people(vals.get("partner_id") for vals in vals_list)
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A request stays. Cancel it with the reason."))

    def action_enter(self):
        """A new row of the ledger for this visit."""
        self.ensure_one()
        self.check_access("read")
        kind = self.env["service.kind"]._get_home_visit()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Home Visit"),
            "res_model": "service.entry",
            "view_mode": "form",
            "context": {
                "default_visit_id": self.id,
                "default_project_id": self.project_id.id,
                "default_partner_id": self.partner_id.id,
                "default_kind_id": kind.id,
                "default_demand": self.reason,
            },
        }

    def action_print_route(self):
        """Print the visits as a list in the order of the route."""
        self.check_access("read")
        return self.env.ref("service_ledger.service_visit_route_report").report_action(
            self.sorted(lambda visit: (str(visit.planned_date or ""), visit.sequence, visit.id))
        )

    def _cancel(self, reason):
        """Nobody has to come any more; it still counts for the response until cancelled.

        :raise UserError: done or cancelled already
        """
        self.check_access("write")
        for visit in self:
            if visit.state in ("done", "cancelled"):
                raise UserError(self.env._("This visit is done or cancelled already."))
        reason = self.env["service.entry"]._check_reason(reason)
        self._write_server({"cancelled_at": fields.Datetime.now(), "cancel_reason": reason})

    def _get_claims(self):
        self.ensure_one()
        if self.state == "cancelled":
            return []
        missing = () if self.visited_at else (self.env._("the visit"),)
        hours = self.response_hours if self.visited_at else 0.0
        refused = self._get_delay() or self._get_lag()
        day = get_day(self.requested_at)
        return [Claim(RESPONSE, day, self.partner_id, hours, missing, refused)]

    def _get_delay(self):
        """Why the visit came, or comes, too late; empty if it doesn't."""
        limit = self._get_limit("visit_hours")
        waited = (self.visited_at or fields.Datetime.now()) - self.requested_at
        hours = max(waited.total_seconds() / 3600, 0)
        if hours <= limit:
            return ""
        if not self.visited_at:
            return self.env._("Not visited within %(limit)d hours.", limit=limit)
        return self.env._(
            "Visited after %(hours)d hours; at most %(limit)d.", hours=hours, limit=limit
        )

    def _get_lag(self):
        """Why the ledger was not up to date in time; empty if it was."""
        rows = self.entry_ids.filtered(lambda row: row.performed_at == self.visited_at)
        if not rows:
            return ""
        limit = self._get_limit("entry_hours")
        hours = min(row._get_entry_hours() for row in rows)
        if hours <= limit:
            return ""
        return self.env._(
            "Entered %(hours)d hours after the visit; at most %(limit)d.", hours=hours, limit=limit
        )

    def _get_limit(self, code):
        default = self.env["service.rule"]._get(code, get_day(self.requested_at))
        return self._get_claim_parameter(RESPONSE, code, default)
