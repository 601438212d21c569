from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.l10n_cn_civil.tools import check_credit_code

from .billing_qualification_template_line import CATEGORIES

CRON_BATCH = 200
REQUIREMENTS = {
    "project_id",
    "name",
    "condition",
    "category",
    "needs_evidence",
    "needs_valid_until",
    "checks_credit_code",
}
"""What the checklist asks for; whoever fills it in does not ease it."""
CHECK_STAMPS = {"checked_by_id", "checked_at"}


class BillingQualificationItem(models.Model):
    """One condition that the supplier of one contract meets, or does not."""

    _name = "billing.qualification.item"
    _description = "Supplier Qualification"
    _inherit = ["server.guard.mixin", "mail.thread", "mail.activity.mixin", "evidence.mixin"]
    _order = "project_id, sequence, id"

    project_id = fields.Many2one(
        "project.project", string="Contract", required=True, index=True, ondelete="cascade"
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id")
    credit_code = fields.Char(related="supplier_id.company_registry", string="Credit code")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    condition = fields.Text(string="Requirement", required=True)
    category = fields.Selection(CATEGORIES)
    proof = fields.Char(string="Required proof")
    needs_evidence = fields.Boolean(default=True)
    needs_valid_until = fields.Boolean()
    checks_credit_code = fields.Boolean()
    met = fields.Selection(
        [("pending", "Not checked yet"), ("yes", "Met"), ("no", "Not met")],
        required=True,
        default="pending",
        copy=False,
        tracking=True,
        index=True,
    )
    valid_until = fields.Date(copy=False, tracking=True)
    checked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    checked_at = fields.Datetime(readonly=True, copy=False)
    note = fields.Text(
        string="What was checked",
        help="What was looked at: the register, the day of the query, the person asked.",
    )
    problem = fields.Char(
        compute="_compute_problem", help="Why this condition blocks the signature."
    )
    notified_date = fields.Date(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="The last day of validity that somebody was already told about.",
    )

    @api.depends("met", "valid_until", "supplier_id.company_registry", "evidence_ids")
    def _compute_problem(self):
        for item in self:
            item.problem = item._get_problem()

    @api.constrains("met", "valid_until")
    def _check_met(self):
        """:raise ValidationError: marked as met without its proof"""
        for item in self.filtered(lambda item: item.met == "yes"):
            if problem := item._get_missing_proof():
                raise ValidationError(problem)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._stamp_check(vals) for vals in vals_list])

    def write(self, vals):
        if not REQUIREMENTS.isdisjoint(vals):
            self._check_may_ease()
        return super().write(self._stamp_check(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_officer(self):
        self._check_may_ease()

    def action_mark_met(self):
        """Record that the condition was checked and is met."""
        self.write({"met": "yes"})

    def action_mark_not_met(self):
        """Record that the condition was checked and is not met."""
        self.write({"met": "no"})

    @api.model
    def _stamp_check(self, vals):
        """Return ``vals`` with who checked and when, whatever the client claims about it."""
        vals = {name: value for name, value in vals.items() if name not in CHECK_STAMPS}
        if "met" in vals:
            checked = vals["met"] != "pending"
            vals["checked_by_id"] = checked and self.env.uid
            vals["checked_at"] = checked and fields.Datetime.now()
        if "valid_until" in vals:
            vals["notified_date"] = False
        return vals

    def _check_may_ease(self):
        """:raise UserError: only an approver changes what the checklist asks for"""
        if not (self.env.su or self.env.user.has_group("contract_billing.group_contract_approver")):
            raise UserError(
                self.env._(
                    "Only an approver changes or drops a condition of the checklist. "
                    "Mark it as met or not met."
                )
            )

    def _get_problem(self):
        """Return why this condition is not met today, in the user's words, or ``False``."""
        if self.met == "pending":
            return self.env._("Qualification “%(name)s” has not been checked yet.", name=self.name)
        if self.met == "no":
            return self.env._("Qualification “%(name)s” is not met.", name=self.name)
        return self._get_missing_proof()

    def _get_missing_proof(self):
        if self.needs_evidence and not self.evidence_ids:
            return self.env._("Qualification “%(name)s”: attach its proof first.", name=self.name)
        if self.needs_valid_until and not self.valid_until:
            return self.env._(
                "Qualification “%(name)s”: enter until when the proof is valid.", name=self.name
            )
        if self.valid_until and self.valid_until < fields.Date.context_today(self):
            return self.env._(
                "Qualification “%(name)s” expired on %(date)s. Ask the supplier for a new proof.",
                name=self.name,
                date=fields.Date.to_string(self.valid_until),
            )
        return self.checks_credit_code and self._get_credit_code_problem()

    def _get_credit_code_problem(self):
        try:
            if self.credit_code:
                check_credit_code(self.env, self.credit_code)
                return False
        except ValidationError as error:
            return self.env._(
                "Qualification “%(name)s”: %(error)s", name=self.name, error=error.args[0]
            )
        return self.env._(
            "Qualification “%(name)s”: enter the credit code of the supplier first.", name=self.name
        )

    @api.model
    def _cron_warn_expiry(self):
        """Tell those in charge of proofs that run out soon; each day of validity once."""
        today = fields.Date.context_today(self)
        horizon = fields.Date.add(
            today, days=int(self.env["billing.rule"]._get("qualification_notice_days"))
        )
        domain = [
            ("met", "=", "yes"),
            ("valid_until", "<=", horizon),
            ("notified_date", "=", False),
            ("project_id.contract_stage", "not in", ("closed", "terminated")),
        ]
        while items := self.search(domain, limit=CRON_BATCH):
            for item in items:
                item._schedule_renewal()
            self.env["ir.cron"]._commit_progress(len(items), remaining=self.search_count(domain))

    def _schedule_renewal(self):
        user = self.project_id.user_id or self.checked_by_id or self.create_uid
        self.notified_date = self.valid_until
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.valid_until,
            summary=self.env._("Renew the proof: %(name)s", name=self.name),
            user_id=user.id,
        )
