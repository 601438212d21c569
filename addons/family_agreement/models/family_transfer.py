from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class FamilyTransfer(models.Model):
    """A resident wants another team (转签): asked by the new one, decided by the old or a reviewer."""

    _name = "family.transfer"
    _inherit = ["server.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Application for Transfer"
    _order = "requested_at desc, id desc"
    _rec_name = "number"
    _fixed_fields = frozenset({"agreement_id"})
    _server_fields = frozenset(
        {"state", "requested_by_id", "requested_at", "decided_by_id", "decided_at",
         "refuse_reason", "new_agreement_id"}
    )  # fmt: skip

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="cascade"
    )
    number = fields.Char(related="agreement_id.number")
    org_unit_id = fields.Many2one(
        related="agreement_id.org_unit_id", store=True, index=True, related_sudo=True
    )
    from_team_id = fields.Many2one(
        related="agreement_id.team_id", string="From team", store=True, index=True
    )
    to_team_id = fields.Many2one(
        "care.team", "To team", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user.care_team_ids[:1],
    )  # fmt: skip
    reason = fields.Text(required=True)
    state = fields.Selection(
        [("requested", "Requested"), ("accepted", "Accepted"), ("refused", "Refused"),
         ("done", "Transferred")],
        required=True, readonly=True, default="requested", tracking=True,
    )  # fmt: skip
    requested_by_id = fields.Many2one(
        "res.users", readonly=True, required=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip
    requested_at = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    refuse_reason = fields.Text("Refused because", readonly=True)
    new_agreement_id = fields.Many2one(
        "family.agreement", "New agreement", readonly=True, ondelete="set null"
    )

    can_decide = fields.Boolean(
        "May be decided by me", compute="_compute_can_decide",
        help="The user leads the team of the resident, or reviews.",
    )  # fmt: skip

    _one_open = models.UniqueIndex(
        "(agreement_id) WHERE state IN ('requested', 'accepted')",
        "A transfer of this resident is under way already.",
    )

    @api.depends("from_team_id.leader_id.user_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        reviews = self.env.user.has_group("care_team.group_reviewer")
        for transfer in self:
            # sudo: to compare users
            leader = transfer.from_team_id.sudo().leader_id.user_id
            transfer.can_decide = reviews or leader == self.env.user

    @api.model_create_multi
    def create(self, vals_list):
        transfers = super().create(vals_list)
        for transfer in transfers:
            transfer._check_possible()
            transfer._notify_leader()
        return transfers

    def action_accept(self):
        """Let the resident go: the new team prepares an agreement, which ends the old one."""
        self.ensure_one()
        self._check_may_decide()
        # sudo: the new agreement is of the new team, the one who decides of the old
        draft = self.agreement_id.sudo()._prepare_transfer(self.to_team_id)
        self._decide({"state": "accepted", "new_agreement_id": draft.id})
        self._notify_applicant(
            self.env._("Transfer accepted: let the resident sign %(number)s", number=draft.number)
        )

    def action_refuse(self):
        """Refuse with the reason that was entered in the dialog."""
        self.ensure_one()
        self._check_may_decide()
        return self.agreement_id._open_wizard(
            "family.reason", self.env._("Refuse"), what="refuse", transfer_id=self.id
        )

    def _refuse(self, reason):
        self._check_may_decide()
        self._decide({"state": "refused", "refuse_reason": reason})
        self._notify_applicant(
            self.env._("Transfer refused: %(number)s", number=self.agreement_id.number), reason
        )

    def _decide(self, vals):
        decision = {"decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}
        self._write_server(vals | decision)
        self.activity_unlink(["family_agreement.activity_type_transfer"])

    def _check_possible(self):
        if self.agreement_id.slot != "current":
            raise UserError(self.env._("Only the agreement in force can be transferred."))
        if self.to_team_id == self.from_team_id:
            raise UserError(self.env._("The resident is signed with this team already."))

    def _get_under_way_message(self):
        """Says to a team that would sign the resident how far the transfer is."""
        if self.state == "requested":
            return self.env._(
                "A transfer of this resident to team “%(team)s” was applied for: the leader of team "
                "“%(old)s” or a reviewer decides.",
                team=self.to_team_id.name,
                old=self.from_team_id.name,
            )
        return self.env._(
            "The transfer of this resident to team “%(team)s” was accepted: sign agreement "
            "%(number)s.",
            team=self.to_team_id.name,
            number=self.new_agreement_id.number,
        )

    def _check_may_decide(self):
        """:raise AccessError: the user neither leads the old team nor reviews"""
        self.check_access("write")
        if self.state != "requested":
            raise UserError(self.env._("This application was decided already."))
        if not (self.can_decide or self.env.su):
            raise AccessError(
                self.env._("The leader of the resident's team or a reviewer decides on transfers.")
            )

    def _notify_leader(self):
        # sudo: whom to ask is no secret
        if leader := self.from_team_id.sudo().leader_id.user_id:
            # sudo: the activity is the leader's, not the applicant's
            self.sudo().activity_schedule(
                "family_agreement.activity_type_transfer",
                user_id=leader.id,
                summary=self.env._("Decide on the transfer of %(number)s", number=self.number),
            )

    def _notify_applicant(self, summary, note=""):
        """A to-do for whoever applied; the resident isn't named in it."""
        # sudo: the activity is the applicant's, not of who decides
        self.sudo().activity_schedule(
            "family_agreement.activity_type_transfer_decided",
            user_id=self.requested_by_id.id,
            summary=summary,
            note=note,
        )
