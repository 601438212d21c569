from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.orm.models import NO_ACCESS

from odoo.addons.service_project.tools import service_today

MANAGER = "service_project.group_service_manager"


class ServiceHandover(models.Model):
    """One hand-over of a service project: made, delivered by the supplier, received by the centre.

    The package is built once and kept as it is: what was delivered is what was received.
    """

    _name = "service.handover"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "service.claim.note.mixin",
        "evidence.mixin",
        "evidence.package.mixin",
    ]
    _description = "Hand-over of a Service Project"
    _order = "id desc"
    _fixed_fields = frozenset({"project_id", "reason"})
    _server_fields = frozenset(
        {
            "made_by_id", "made_at", "cut_off", "state", "problem", "built_at", "package_file",
            "manifest_sha256", "size_mb", "file_count", "row_count", "person_count", "missing_parts",
            "delivered_by_id", "delivered_at", "received_by_id", "received_at", "ended_access",
        }
    )  # fmt: skip
    _claim_fields = frozenset({"state"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    reason = fields.Char(
        required=True, help="What the package is needed for. It stands in the access audit, in the "
        "package and on each of its pages.",
    )  # fmt: skip
    made_by_id = fields.Many2one(
        "res.users", required=True, readonly=True, copy=False, ondelete="restrict",
        default=lambda self: self.env.user,
        help="The package holds what this person may read, nothing else.",
    )  # fmt: skip
    made_at = fields.Datetime(required=True, readonly=True, copy=False, default=fields.Datetime.now)
    cut_off = fields.Date(
        "Counted Up To", required=True, readonly=True, copy=False,
        default=lambda self: service_today(),
    )  # fmt: skip
    state = fields.Selection(
        [
            ("draft", "Being Made"),
            ("ready", "Ready"),
            ("delivered", "Delivered"),
            ("received", "Received"),
        ],
        required=True, readonly=True, copy=False, default="draft", tracking=True,
    )  # fmt: skip
    problem = fields.Char(readonly=True, copy=False, help="Why the package could not be built.")
    built_at = fields.Datetime(readonly=True, copy=False)
    package_file = fields.Binary(
        attachment=True, readonly=True, copy=False, groups=NO_ACCESS,
        export_string_translation=False,
    )  # fmt: skip
    manifest_sha256 = fields.Char(
        "SHA-256 of the Manifest", size=64, readonly=True, copy=False,
        help="Stands for the whole package: the manifest names each file with its own SHA-256.",
    )  # fmt: skip
    size_mb = fields.Float("Size (MB)", readonly=True, copy=False, digits=(12, 1))
    file_count = fields.Integer("Files", readonly=True, copy=False)
    row_count = fields.Integer("Rows of the Ledger", readonly=True, copy=False)
    person_count = fields.Integer(
        "Persons", readonly=True, copy=False, help="Who ever was on the roster."
    )
    missing_parts = fields.Text(
        readonly=True, copy=False, help="What the package does not hold, and why."
    )
    delivered_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    delivered_at = fields.Datetime(readonly=True, copy=False, tracking=True)
    received_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    received_at = fields.Datetime(readonly=True, copy=False, tracking=True)
    ended_access = fields.Text(
        "Access That Ended", readonly=True, copy=False,
        help="Staff of the supplier who see nothing any more since the receipt.",
    )  # fmt: skip
    due_date = fields.Date(
        "Due", compute="_compute_due_date", help="Last day for the receipt, by the project."
    )

    _sum_given = models.Constraint(
        "CHECK (state = 'draft' OR manifest_sha256 IS NOT NULL)",
        "A package that is ready has its SHA-256.",
    )

    @api.depends("project_id", "made_at")
    def _compute_display_name(self):
        for handover in self:
            name = handover.project_id.name or ""
            handover.display_name = f"{name} · {handover.made_at:%Y-%m-%d}"

    @api.depends("project_id.date", "project_id.evaluation_days")
    def _compute_due_date(self):
        for handover in self:
            project = handover.project_id
            days = timedelta(days=project.evaluation_days)
            handover.due_date = project.date and project.date + days

    @api.constrains("reason")
    def _check_reason(self):
        if any(len(handover.reason.strip()) < 2 for handover in self):
            raise ValidationError(
                self.env._("Say what the package is needed for; it is recorded and printed on it.")
            )

    @api.constrains("project_id")
    def _check_project(self):
        if not all(project.is_service for project in self.project_id):
            raise ValidationError(self.env._("Only a service project is handed over."))

    @api.model_create_multi
    def create(self, vals_list):
        handovers = super().create(vals_list)
        for handover in handovers:
            handover._record_access()
        handovers._order_build()
        return handovers

    def _record_access(self):
        """Who takes what out of the system, and why, before it is made or handed out."""
        self.ensure_one()
        # sudo: the audit names all people that the package tells of, whoever takes it
        members = self.sudo().project_id.with_context(active_test=False).member_ids
        self.env["access.event"]._record("handover", members, reason=self.reason)

    def _check_manager(self):
        """:raise AccessError: only the centre receives, and ends the access of a supplier"""
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a manager of the centre does this."))
