from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.service_obligation.tools import Claim

from .service_entry import get_day

PRIORITY = "priority_queue"


class ServiceTicket(models.Model):
    """Somebody waits at the centre: who has priority is called first, then who came first."""

    _name = "service.ticket"
    _inherit = ["server.guard.mixin", "service.claim.note.mixin"]
    _description = "Place in the Queue"
    _order = "date desc, is_waiting desc, is_priority desc, arrived_at, id"
    _fixed_fields = frozenset({"project_id", "partner_id", "arrived_at"})
    _server_fields = frozenset({"called_at", "begun_at", "left_at"})
    _claim_fields = frozenset({"begun_at", "left_at"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["service.entry"]._default_project(),
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", "Person", required=True, index=True, ondelete="restrict",
        domain=[("is_resident", "=", True)],
    )  # fmt: skip
    kind_id = fields.Many2one("service.kind", "Comes For", ondelete="restrict")
    arrived_at = fields.Datetime("Arrived", required=True, default=fields.Datetime.now)
    date = fields.Date(compute="_compute_date", store=True, precompute=True)
    is_priority = fields.Boolean(
        "Has Priority", compute="_compute_is_priority", store=True, precompute=True,
        compute_sudo=True,
    )  # fmt: skip
    called_at = fields.Datetime("Called", readonly=True)
    begun_at = fields.Datetime("Begun", readonly=True)
    left_at = fields.Datetime("Left Without", readonly=True)
    is_waiting = fields.Boolean(compute="_compute_waiting", store=True, precompute=True)
    waiting = fields.Integer(
        "Minutes Waited", compute="_compute_waiting", store=True, precompute=True, aggregator="avg"
    )
    is_overtaken = fields.Boolean(
        "Overtaken", compute="_compute_is_overtaken", compute_sudo=True,
        help="Somebody without priority came later and was served sooner.",
    )  # fmt: skip

    _queue_idx = models.Index("(project_id, date, is_waiting)")
    _waits_once = models.UniqueIndex(
        "(project_id, partner_id, date) WHERE is_waiting", "This person waits already."
    )

    @api.depends("arrived_at")
    def _compute_date(self):
        for ticket in self:
            ticket.date = ticket.arrived_at and get_day(ticket.arrived_at)

    @api.depends("partner_id", "project_id", "date")
    def _compute_is_priority(self):
        members = (
            self.env["service.member"]
            .search(
                [
                    ("project_id", "in", self.project_id.ids),
                    ("partner_id", "in", self.partner_id.ids),
                ]
            )
            .filtered("is_priority")
        )
        for ticket in self:
            ticket.is_priority = any(
                row.project_id == ticket.project_id
                and row.partner_id == ticket.partner_id
                and row._is_on(ticket.date)
                for row in members
            )

    @api.depends("arrived_at", "begun_at", "left_at")
    def _compute_waiting(self):
        for ticket in self:
            ticket.is_waiting = not (ticket.begun_at or ticket.left_at)
            span = ticket.begun_at and ticket.begun_at - ticket.arrived_at
            ticket.waiting = max(span.total_seconds() // 60, 0) if span else 0

    @api.depends("begun_at", "arrived_at", "is_priority", "date", "project_id")
    def _compute_is_overtaken(self):
        others = self.search(
            Domain("project_id", "in", self.project_id.ids)
            & Domain("date", "in", list(set(self.mapped("date"))))
            & Domain("is_priority", "=", False)
            & Domain("begun_at", "!=", False)
        ).grouped(lambda row: (row.project_id, row.date))
        for ticket in self:
            ticket.is_overtaken = bool(ticket.is_priority and ticket.begun_at) and any(
                other.arrived_at > ticket.arrived_at and other.begun_at < ticket.begun_at
                for other in others.get((ticket.project_id, ticket.date), ())
            )

    @api.depends("partner_id.name", "date")
    def _compute_display_name(self):
        for ticket in self:
            ticket.display_name = f"{ticket.partner_id.name or ''} · {ticket.date}"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["service.entry"]._check_people(vals.get("partner_id") for vals in vals_list)
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A place in the queue stays. Say that the person left."))

    def action_call(self):
        """The person is called in."""
        self._mark("called_at")

    def action_begin(self):
        """The service begins: the person waits no more."""
        self._mark("begun_at")

    def action_leave(self):
        """The person went without being served."""
        self._mark("left_at")

    def _mark(self, name):
        self.check_access("write")
        if not all(self.mapped("is_waiting")):
            raise UserError(self.env._("This person waits no more."))
        self._write_server({name: fields.Datetime.now()})

    def _get_claims(self):
        self.ensure_one()
        if not (self.is_priority and self.begun_at):
            return []
        refused = self.is_overtaken and self.env._(
            "Somebody without priority came later and was served sooner."
        )
        return [Claim(PRIORITY, self.date, self.partner_id, self.waiting, refused=refused or "")]
