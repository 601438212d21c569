from odoo import api, fields, models
from odoo.exceptions import UserError

from .family_agreement_state import HOLDING


class FamilyAgreement(models.Model):
    """Submission and review by somebody else (审核, domain E.3)."""

    _inherit = "family.agreement"
    _server_fields = frozenset({"submitted_by_id", "submitted_at"})

    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    submitted_at = fields.Datetime(readonly=True, copy=False)
    review_ids = fields.One2many("family.review", "agreement_id", "Reviews")
    check_html = fields.Html("Checks", compute="_compute_check_html", sanitize=False)
    is_mine = fields.Boolean("Submitted by me", compute="_compute_is_mine")

    _to_review = models.Index("(org_unit_id, submitted_at) WHERE state = 'submitted'")

    @api.depends_context("uid")
    @api.depends("submitted_by_id")
    def _compute_is_mine(self):
        for agreement in self:
            agreement.is_mine = self.env.user in agreement._get_own_users()

    def _compute_check_html(self):
        for agreement in self:
            # what is just being entered has nobody to be checked yet
            rows = agreement._get_checks() if agreement.archive_id and agreement.team_id else []
            agreement.check_html = self.env["ir.qweb"]._render(
                "family_agreement.family_agreement_checks", {"rows": rows}
            )

    def _get_own_users(self):
        """Who may not review this agreement, because it is his own work."""
        self.ensure_one()
        # sudo: to compare users, as in _check_signer
        return self.submitted_by_id | self.sudo().doctor_id.user_id | self.create_uid

    def action_submit(self):
        """Hand signed agreements over for review; the resident is bound from here on.

        :raise UserError: a signature or proof is missing, or another team has the resident
        """
        self.check_access("write")
        for agreement in self:
            agreement._submit()

    def _submit(self):
        if failed := [row for row in self._get_checks() if not row["ok"] and row["is_needed"]]:
            raise UserError(
                self.env._(
                    "Agreement %(number)s can't be submitted yet: %(missing)s.",
                    number=self.number,
                    missing="; ".join(row["hint"].rstrip(".。") for row in failed),
                )
            )
        if self.seal_state == "open":
            self._seal()
        self._take_place()
        vals = {"submitted_by_id": self.env.uid, "submitted_at": fields.Datetime.now()}
        self._go("submit", vals)
        if not self.env["family.setting"]._get_for(self.team_id.org_unit_id)._asks_review():
            self._approve()

    def action_approve(self):
        """Accept agreements that others submitted; each holds from its first day on.

        :raise AccessError: the user isn't a reviewer
        :raise UserError: one of them is his own, or a check fails
        """
        self._check_may_review()
        for agreement in self:
            if failed := [row for row in agreement._get_checks() if not row["ok"]]:
                raise UserError(
                    self.env._(
                        "Agreement %(number)s: %(missing)s. Return it with a reason.",
                        number=agreement.number,
                        missing="; ".join(row["hint"].rstrip(".。") for row in failed),
                    )
                )
        self.env["family.review"]._log(self, "approved")
        self._approve()

    def action_open_return(self):
        """Ask why these agreements are returned."""
        self._check_may_review()
        return self._open_wizard("family.reason", self.env._("Return"), what="return")

    def _return(self, reason):
        """Give submitted agreements back; the resident is free until they come again."""
        self._check_may_review()
        self.env["family.review"]._log(self, "returned", reason)
        self._go("return")
        self._leave_place()
        self._notify_submitters(reason)

    def _approve(self):
        self._go("approve")
        for agreement in self:
            agreement._replace_previous()
        today = fields.Date.context_today(self)
        if begun := self.filtered(lambda agreement: agreement.start_date <= today):
            begun._go("start")
        self.activity_unlink(["family_agreement.activity_type_return"])
        self._after_approval()

    def _replace_previous(self):
        """Hook of what follows another agreement: a transfer ends it."""

    def _check_may_review(self):
        self._check_group("group_reviewer")
        self.check_access("write")
        for agreement in self:
            if self.env.user in agreement._get_own_users():
                raise UserError(
                    self.env._(
                        "Agreement %(number)s is your own work: another person reviews it.",
                        number=agreement.number,
                    )
                )

    def _notify_submitters(self, reason):
        """A to-do for whoever submitted them; the reason is in it, the resident is not."""
        for agreement in self:
            agreement.activity_schedule(
                "family_agreement.activity_type_return",
                user_id=agreement.submitted_by_id.id,
                summary=self.env._("Returned: %(number)s", number=agreement.number),
                note=reason,
            )

    def _evidence_is_locked(self):
        """Proofs may be added until the agreement is submitted, and when it was returned."""
        self.ensure_one()
        return self.state in HOLDING or self.state not in ("draft", "returned")
