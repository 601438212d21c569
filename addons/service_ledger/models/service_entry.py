from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

TIME_ZONE = ZoneInfo("Asia/Shanghai")
CLOCK_SKEW = timedelta(minutes=10)
"""How far the clock of a phone may be ahead."""


class ServiceEntry(models.Model):
    """One row of the ledger: one person was served once. Signed rows are never changed.

    What is clinical stands in health records, not here: coordinators read this.
    """

    _name = "service.entry"
    _inherit = [
        "server.guard.mixin",
        "access.audit.mixin",
        "service.claim.note.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _description = "Row of the Ledger"
    _order = "performed_at desc, id desc"
    _fixed_fields = frozenset({"project_id"})
    _server_fields = frozenset(
        {
            "state", "void_reason", "days_late", "priority_reason", "late_allowed_by_id",
            "late_allowed_at", "late_reason", "referral_result", "origin_model", "origin_id",
            "entered_at", "last_proof_id",
        }
    )  # fmt: skip
    # What comes later: the paper page is written in the evening, a referral ends in weeks.
    _seal_exempt_fields = (
        "state", "void_reason", "late_allowed_by_id", "late_allowed_at", "late_reason",
        "paper_page", "referral_result", "evidence_ids",
    )  # fmt: skip

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)], default=lambda self: self._default_project(),
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", "Person", required=True, index=True, ondelete="restrict",
        domain=[("is_resident", "=", True)],
    )  # fmt: skip
    kind_id = fields.Many2one(
        "service.kind", "Service", required=True, index=True, ondelete="restrict",
        domain="['|', ('valid_to', '=', False), ('valid_to', '>=', date or '9999-12-31')]",
    )  # fmt: skip
    is_rehabilitation = fields.Boolean(related="kind_id.is_rehabilitation")
    performed_at = fields.Datetime("Time", required=True, default=fields.Datetime.now)
    entered_at = fields.Datetime(readonly=True, copy=False, default=fields.Datetime.now)
    date = fields.Date(compute="_compute_date", store=True, precompute=True)
    user_id = fields.Many2one(
        "res.users", "Served By", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )  # fmt: skip
    demand = fields.Char(help="What the person asked for; no diagnosis.")
    is_checked = fields.Boolean(
        "Contraindications checked",
        help="Asked before the session; what was found stands elsewhere.",
    )
    outcome = fields.Selection(
        [
            ("settled", "Settled"),
            ("referred", "Referred"),
            ("not_done", "Not carried out"),
        ]
    )
    result = fields.Char(
        help="What came of it, or why it wasn't carried out; where to, if referred."
    )
    referral_result = fields.Char("Result of the Referral", readonly=True, copy=False)
    place = fields.Char()
    latitude = fields.Float(digits=(9, 6), aggregator=None)
    longitude = fields.Float(digits=(9, 6), aggregator=None)
    duration = fields.Integer("Minutes")
    waiting = fields.Integer("Minutes Waited", aggregator="avg")
    paper_page = fields.Char("Page on Paper", help="Page of the paper ledger.")
    state = fields.Selection(
        [("draft", "Draft"), ("done", "In the Ledger"), ("void", "Void")],
        required=True, readonly=True, default="draft", copy=False,
    )  # fmt: skip
    void_reason = fields.Char("Void Because", readonly=True, copy=False)
    days_late = fields.Integer(
        readonly=True, copy=False, aggregator=None,
        help="Days after the service on which the row was signed, where these are too many.",
    )  # fmt: skip
    late_allowed_by_id = fields.Many2one(
        "res.users", "Lateness Accepted By", readonly=True, copy=False, ondelete="restrict"
    )
    late_allowed_at = fields.Datetime("Lateness Accepted At", readonly=True, copy=False)
    late_reason = fields.Char("Why So Late", readonly=True, copy=False)
    priority_reason = fields.Selection(
        [("disabled", "Disabled"), ("category", "By category"), ("very_old", "Very old")],
        "Priority", readonly=True, copy=False,
        help="As the roster said it when the row was signed.",
    )  # fmt: skip
    origin_model = fields.Char(readonly=True, copy=False, export_string_translation=False)
    origin_id = fields.Many2oneReference(
        model_field="origin_model", readonly=True, copy=False, aggregator=None,
        export_string_translation=False,
    )  # fmt: skip

    last_proof_id = fields.Integer(
        readonly=True, copy=False, aggregator=None, export_string_translation=False,
        help="Proofs up to this one were there when the row was signed.",
    )  # fmt: skip

    _ledger_idx = models.Index("(project_id, performed_at DESC, id DESC)")
    _same_day_idx = models.Index("(partner_id, project_id, kind_id, date)")
    _origin_idx = models.Index("(origin_model, origin_id) WHERE origin_id IS NOT NULL")
    _numbers = models.Constraint(
        "CHECK (duration >= 0 AND waiting >= 0)", "Minutes cannot be negative."
    )
    _place = models.Constraint(
        "CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)",
        "There is no such place on earth.",
    )

    @api.model
    def _default_project(self):
        """The only service project that runs, if it is only one."""
        return self.env["project.project"]._get_only_running()

    @api.depends("performed_at")
    def _compute_date(self):
        for entry in self:
            entry.date = entry.performed_at and get_day(entry.performed_at)

    @api.depends("partner_id.name", "kind_id.name", "date")
    def _compute_display_name(self):
        for entry in self:
            parts = (entry.partner_id.name, entry.kind_id.name, entry.date)
            entry.display_name = " · ".join(str(part) for part in parts if part)

    @api.constrains("performed_at")
    def _check_not_ahead(self):
        latest = fields.Datetime.now() + CLOCK_SKEW
        for entry in self.filtered(lambda entry: entry.performed_at > latest):
            raise ValidationError(
                self.env._(
                    "%(name)s: a service isn't entered before it was done. Correct its time.",
                    name=entry.partner_id.name,
                )
            )

    @api.constrains("kind_id", "performed_at")
    def _check_kind(self):
        for entry in self:
            kind = entry.kind_id
            if kind.valid_from > entry.date or (kind.valid_to and kind.valid_to < entry.date):
                raise ValidationError(
                    self.env._(
                        "“%(kind)s” was no service on %(date)s. Choose another one.",
                        kind=kind.name,
                        date=entry.date,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_people(vals.get("partner_id") for vals in vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if "partner_id" in vals:
            self._check_people([vals["partner_id"]])
        return super().write(vals)

    @api.model
    def _check_people(self, ids):
        """A row shows the name of its person: nobody enters whom he can't see."""
        if not self._is_server():
            people = self.env["res.partner"].browse(set(ids) - {None, False})
            people.check_access("read")


def get_day(moment):
    """The day in China of a moment in UTC, as Odoo keeps it."""
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(TIME_ZONE).date()
