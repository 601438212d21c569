from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

SENT = frozenset({"name", "email", "phone"})
FACTS = (
    "is_guest", "guest_reason", "tracking_due", "tracked_on", "tracking_state", "tracking_missing",
)  # fmt: skip


class EventRegistration(models.Model):
    """Who is invited to an event of a service project, and who signed in there.

    Nobody gets a mail, and no address or phone is copied to here: the roster has them.
    """

    _name = "event.registration"
    _inherit = [
        "server.guard.mixin",
        "access.audit.mixin",
        "service.claim.note.mixin",
        "event.registration",
    ]
    _audit_domain = (("service_project_id", "!=", False),)
    _server_fields = frozenset({"signed_at", "signed_by_id", "sign_in_way", "entry_id"})
    _claim_project_field = "service_project_id"
    _claim_fields = frozenset({"state", "active", "partner_id", "event_id"})

    service_project_id = fields.Many2one(
        related="event_id.service_project_id", store=True, precompute=True,
        string="Service Project", index="btree_not_null",
    )  # fmt: skip
    service_kind = fields.Selection(related="event_id.service_kind", string="Kind of Event")
    service_date = fields.Date(related="event_id.service_date", string="Day of the Event")
    presence = fields.Selection(
        [("open", "Invited"), ("done", "Present"), ("cancel", "Taken off the list")],
        "On the List", compute="_compute_presence",
        help="The state, in the words of an event of a service project.",
    )  # fmt: skip
    signed_at = fields.Datetime("Signed In At", readonly=True, copy=False)
    signed_by_id = fields.Many2one(
        "res.users", "Signed In By", readonly=True, copy=False, ondelete="restrict"
    )
    sign_in_way = fields.Selection(
        [("site", "On site"), ("sheet", "From the sheet")],
        "Way", readonly=True, copy=False,
        help="From the sheet: entered when the event was over.",
    )  # fmt: skip
    is_guest = fields.Boolean(
        "Guest", compute="_compute_is_guest", compute_sudo=True,
        help="Kept, but not counted: only people on the roster of that day are.",
    )  # fmt: skip
    guest_reason = fields.Char("Why a Guest", compute="_compute_is_guest", compute_sudo=True)
    entry_id = fields.Many2one(
        "service.entry", "Row of the Ledger", readonly=True, copy=False, ondelete="set null",
        index="btree_not_null",
    )  # fmt: skip

    _service_person_unique = models.UniqueIndex(
        "(event_id, partner_id) WHERE service_project_id IS NOT NULL AND partner_id IS NOT NULL",
        "This person is on the list of the event already.",
    )

    @api.depends("state")
    def _compute_presence(self):
        for row in self:
            row.presence = row.state if row.state in ("open", "done", "cancel") else False

    @api.depends("partner_id", "event_id.service_date", "event_id.service_project_id")
    @api.depends_context("lang")
    def _compute_is_guest(self):
        on_roster = self._find_on_roster()
        for row in self:
            served = row.service_project_id
            row.is_guest = bool(served) and row not in on_roster
            row.guest_reason = row.is_guest and (
                self.env._(
                    "not on the roster on %(date)s",
                    date=format_date(self.env, row.event_id.service_date),
                )
                if row.partner_id
                else self.env._("guest")
            )

    def _find_on_roster(self):
        """Those of these rows whose person was on the roster on the day of the event."""
        rows = self.filtered(lambda row: row.service_project_id and row.partner_id)
        members = self.env["service.member"].search_fetch(
            [
                ("project_id", "in", rows.service_project_id.ids),
                ("partner_id", "in", rows.partner_id.ids),
            ],
            ["project_id", "partner_id", "entry_date", "exit_date", "exit_reason"],
        )
        known = members.grouped(lambda member: (member.project_id, member.partner_id))
        return rows.filtered(
            lambda row: any(
                member._is_on(row.event_id.service_date)
                for member in known.get((row.service_project_id, row.partner_id), ())
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        events = self.env["event.event"].browse(
            {vals.get("event_id") for vals in vals_list} - {None, False}
        )
        if not events.service_project_id:
            return super().create(vals_list)
        self._check_service_people(vals_list)
        # names stay out of the log of changes
        quiet = self.with_context(tracking_disable=True)
        rows = super(EventRegistration, quiet).create(vals_list).with_env(self.env)
        rows.event_id._claim_anew()
        return rows

    def write(self, vals):
        if {"state", "partner_id", "event_id"} & vals.keys() and not self._is_server():
            for row in self.filtered("service_project_id"):
                row._check_client_change(vals)
        served = self.filtered("service_project_id")
        result = super(EventRegistration, self - served).write(vals) if self - served else True
        if served:
            quiet = served.with_context(tracking_disable=True)
            result = super(EventRegistration, quiet).write(vals)
        if {"state", "active", "partner_id"} & vals.keys():
            served.event_id._claim_anew()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed_in(self):
        if any(row.service_project_id and row.signed_at for row in self):
            raise UserError(self.env._("Who signed in stays on the list. Take the sign-in back."))

    def _claim_anew(self):
        """Only those of service projects ever claim."""
        # what they say comes from records that know nothing of these
        self.invalidate_recordset(FACTS, flush=False)
        super(EventRegistration, self.filtered("service_project_id"))._claim_anew()

    def _synchronize_partner_values(self, partner, fnames=None):
        if self.service_project_id:
            fnames = (fnames or SENT) & {"name"}
        return (
            super()._synchronize_partner_values(partner, fnames=fnames) if fnames != set() else {}
        )

    def _update_mail_schedulers(self):
        """Nobody gets a mail."""
        others = self.filtered(lambda row: not row.service_project_id)
        super(EventRegistration, others)._update_mail_schedulers()

    def action_send_badge_email(self):
        if self.service_project_id:
            raise UserError(self.env._("Events of a service project send no mails."))
        return super().action_send_badge_email()

    def _check_service_people(self, vals_list):
        """Nobody invites whom he can't see, and only the sign-in signs in."""
        if self._is_server():
            return
        if any(vals.get("state", "open") != "open" for vals in vals_list):
            raise AccessError(self.env._("Only the sign-in says who was there."))
        self.env["service.entry"]._check_people(vals.get("partner_id") for vals in vals_list)

    def _check_client_change(self, vals):
        if "partner_id" in vals or "event_id" in vals:
            raise AccessError(self.env._("An invitation is for one person and one event."))
        allowed = {"open": {"cancel"}, "cancel": {"open"}}.get(self.state, set())
        if vals["state"] not in allowed | {self.state}:
            raise AccessError(self.env._("Only the sign-in says who was there."))
