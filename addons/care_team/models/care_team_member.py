from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .care_licence_kind import ROLES


class CareTeamMember(models.Model):
    """What a practitioner does in a team, and from when to when."""

    _name = "care.team.member"
    _inherit = ["server.guard.mixin"]
    _description = "Member of a Care Team"
    _order = "team_id, date_to desc, role, id"
    _rec_name = "practitioner_id"

    team_id = fields.Many2one("care.team", required=True, index=True, ondelete="cascade")
    practitioner_id = fields.Many2one(
        "care.practitioner", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(related="practitioner_id.user_id", store=True, index="btree_not_null")
    org_unit_id = fields.Many2one(related="team_id.org_unit_id", store=True, index=True)
    phone = fields.Char(related="practitioner_id.phone")
    role = fields.Selection(
        ROLES, compute="_compute_role", store=True, readonly=False, required=True, precompute=True
    )
    may_sign = fields.Boolean(
        "Signs agreements", compute="_compute_may_sign", store=True, readonly=False,
        precompute=True, help="Signs agreements for the team. Only with a licence that allows it.",
    )  # fmt: skip
    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("Until", help="Last day in the team; empty while it goes on.")

    _open_unique = models.UniqueIndex(
        "(team_id, practitioner_id) WHERE date_to IS NULL",
        "This practitioner is in the team already.",
    )
    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "Somebody cannot leave a team before joining it.",
    )

    @api.depends("practitioner_id.licence_kind_id")
    def _compute_role(self):
        for row in self:
            row.role = row.role or row.practitioner_id.licence_kind_id.role or "other"

    @api.depends("practitioner_id.licence_kind_id.may_sign")
    def _compute_may_sign(self):
        for row in self:
            row.may_sign = row.practitioner_id.licence_kind_id.may_sign

    @api.constrains("may_sign", "practitioner_id")
    def _check_may_sign(self):
        for row in self.filtered("may_sign"):
            if not row.practitioner_id.licence_kind_id.may_sign:
                raise ValidationError(
                    self.env._(
                        "The licence of “%(name)s” doesn't allow signing agreements. Correct the "
                        "kind of licence, or take away “Signs agreements”.",
                        name=row.practitioner_id.name,
                    )
                )

    @api.constrains("team_id", "practitioner_id", "date_from", "date_to")
    def _check_overlap(self):
        for (team, practitioner), rows in self.grouped(
            lambda row: (row.team_id, row.practitioner_id)
        ).items():
            periods = self.search(
                [("team_id", "=", team.id), ("practitioner_id", "=", practitioner.id)],
                order="date_from, id",
            )
            for former, later in zip(periods, periods[1:], strict=False):
                if not former.date_to or former.date_to >= later.date_from:
                    raise ValidationError(
                        self.env._(
                            "“%(name)s” is in this team already at that time. "
                            "Change the dates of the other line.",
                            name=rows[0].practitioner_id.name,
                        )
                    )

    @api.constrains("practitioner_id", "date_to")
    def _check_leader(self):
        self.team_id._check_leader()

    @api.model_create_multi
    def create(self, vals_list):
        # who left and comes back in one step has left before the database looks for doubles
        self.flush_model(["date_to"])
        return super().create(vals_list)

    def unlink(self):
        teams = self.team_id
        result = super().unlink()
        teams.exists()._check_leader()
        return result

    def _has_ended(self):
        self.ensure_one()
        return bool(self.date_to) and self.date_to < fields.Date.context_today(self)
