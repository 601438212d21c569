from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.l10n_cn_civil.tools import check_credit_code

from ..tools import service_today

MANAGER = "service_project.group_service_manager"
REQUIREMENTS = frozenset({"name", "condition", "proof", "needs_valid_until", "checks_credit_code"})
"""What the tender asks for: a supplier does not ease it."""
UNCONFIRMED = {"confirmed_by_id": False, "confirmed_at": False}


class ServiceQualification(models.Model):
    """One condition that the supplier has to meet, its proof, and until when that is good."""

    _name = "service.qualification"
    _inherit = ["server.guard.mixin", "mail.thread", "mail.activity.mixin", "evidence.mixin"]
    _description = "Qualification of a Supplier"
    _order = "project_id, sequence, id"
    _fixed_fields = frozenset({"project_id"})
    _server_fields = frozenset({"confirmed_by_id", "confirmed_at", "warned_date"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    sequence = fields.Integer(default=10)
    name = fields.Char("Title", required=True)
    condition = fields.Text(required=True, help="As the tender says it.")
    proof = fields.Char("Required proof")
    needs_valid_until = fields.Boolean("Its proof expires")
    checks_credit_code = fields.Boolean("Checks the credit code of the supplier")
    valid_until = fields.Date(
        copy=False, tracking=True, help="Last day on which the proof is good."
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_at = fields.Datetime(readonly=True, copy=False)
    warned_date = fields.Date(
        readonly=True, copy=False, export_string_translation=False,
        help="The last day of validity that somebody was already told about.",
    )  # fmt: skip
    note = fields.Text("What was looked at", copy=False)
    supplier_id = fields.Many2one(related="project_id.supplier_id")
    credit_code = fields.Char(related="supplier_id.company_registry", string="Credit code")
    problem = fields.Char(compute="_compute_problem", help="What is missing.")
    state = fields.Selection(
        [("open", "Open"), ("met", "Met"), ("expired", "Expired")],
        compute="_compute_state", search="_search_state",
    )  # fmt: skip

    @api.depends("confirmed_at", "valid_until")
    def _compute_state(self):
        today = service_today()
        for row in self:
            expired = row.valid_until and row.valid_until < today
            row.state = "expired" if expired else "met" if row.confirmed_at else "open"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        expired = Domain("valid_until", "<", service_today())
        confirmed = Domain("confirmed_at", "!=", False)
        states = {"expired": expired, "met": ~expired & confirmed, "open": ~expired & ~confirmed}
        return Domain.OR(states.get(state, Domain.FALSE) for state in value)

    @api.depends("valid_until", "evidence_ids", "supplier_id.company_registry")
    def _compute_problem(self):
        for row in self:
            row.problem = row._get_problem()

    def write(self, vals):
        if not REQUIREMENTS.isdisjoint(vals):
            self._check_manager()
        result = super().write(vals)
        if "valid_until" in vals:
            # another end is another proof: somebody looks at it and tells of it anew
            self._write_server({"warned_date": False} | UNCONFIRMED)
        return result

    def action_confirm(self):
        """Record that the condition was checked and is met; its proof then stays as it is.

        :raise UserError: its proof, its last day or the credit code is missing or wrong
        """
        self._check_manager()
        for row in self:
            if problem := row._get_problem():
                raise UserError(self.env._("%(name)s: %(problem)s", name=row.name, problem=problem))
        self._write_server({"confirmed_by_id": self.env.uid, "confirmed_at": fields.Datetime.now()})

    def action_reopen(self):
        """Take the confirmation back, so that another proof can be attached."""
        self._check_manager()
        self._write_server(UNCONFIRMED)

    def _check_manager(self):
        """:raise AccessError: only the centre says what is asked for and whether it is met"""
        self.check_access("write")
        if not (self._is_server() or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("Only a manager of the centre sets and confirms these conditions.")
            )

    def _evidence_is_locked(self):
        return bool(self.confirmed_at) or super()._evidence_is_locked()

    def _get_problem(self):
        """What is missing before the condition can be confirmed, or False."""
        self.ensure_one()
        if not self.evidence_ids:
            return self.env._("attach the proof.")
        if self.needs_valid_until and not self.valid_until:
            return self.env._("enter until when the proof is good.")
        if self.valid_until and self.valid_until < service_today():
            return self.env._("the proof expired; ask the supplier for a new one.")
        return self.checks_credit_code and self._get_credit_code_problem()

    def _get_credit_code_problem(self):
        if not self.credit_code:
            return self.env._("enter the credit code of the supplier in its contact.")
        try:
            check_credit_code(self.env, self.credit_code)
        except ValidationError as error:
            return error.args[0]
        return False

    @api.model
    def _cron_warn(self):
        """Tell the manager of the project of proofs that expire soon, of each day once."""
        today = service_today()
        notice = int(self.env["service.rule"]._get("qualification_warning", today))
        running = Domain("project_id.date", ">=", today) & Domain("project_id.active", "=", True)
        ending = Domain("valid_until", "<=", today + timedelta(days=notice))
        for row in self.search(running & ending & Domain("warned_date", "=", False)):
            row.activity_schedule(
                "mail.mail_activity_data_todo",
                row.valid_until,
                summary=self.env._("Ask for a new proof: %(name)s", name=row.name),
                user_id=(row.project_id.user_id or row.create_uid).id,
            )
            row._write_server({"warned_date": row.valid_until})
