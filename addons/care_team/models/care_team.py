from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain


class CareTeam(models.Model):
    """Practitioners who look after people together, for a term and for some villages (团队).

    What others build on: ``_get_signers(date)``, ``_get_team_of_user(user, date)``,
    ``unit_ids``, ``leader_id`` and ``max_load``.
    """

    _name = "care.team"
    _inherit = ["mail.thread", "mail.activity.mixin", "org.scoped.mixin", "server.guard.mixin"]
    _description = "Care Team"
    _order = "org_unit_id, code, id"
    _rec_names_search = ["name", "code"]

    _own_unit_fields = frozenset({"org_unit_id", "unit_ids"})
    # What its leader changes without being a manager.
    _leader_fields = frozenset({"color", "member_ids", "note", "phone"})

    name = fields.Char(required=True, index="trigram", tracking=True)
    code = fields.Char("Number", required=True, copy=False, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    color = fields.Integer()
    org_unit_id = fields.Many2one(string="Institution", tracking=True)
    leader_id = fields.Many2one(
        "care.practitioner", required=True, index=True, ondelete="restrict", tracking=True
    )
    member_ids = fields.One2many("care.team.member", "team_id", "Members")
    member_count = fields.Integer("Current members", compute="_compute_member_count")
    unit_ids = fields.Many2many(
        "org.unit",
        string="Villages served",
        help="The clinics whose villages this team looks after.",
    )
    phone = fields.Char(help="The number that residents call.")
    date_from = fields.Date("From", required=True, default=fields.Date.context_today, tracking=True)
    date_to = fields.Date("Until", tracking=True, help="Last day; empty while it goes on.")
    load_per_doctor = fields.Integer(
        "People per doctor",
        required=True,
        default=lambda self: self._default_load_per_doctor(),
        tracking=True,
        help="People signed with each doctor of the team, at most.",
    )
    max_load = fields.Integer(
        "People, at most",
        compute="_compute_max_load",
        help="People per doctor, times the doctors who may sign today.",
    )
    may_manage = fields.Boolean(compute="_compute_may_manage")
    note = fields.Text()

    _code_unique = models.UniqueIndex("(code)", "Another team has this number already.")
    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "A team cannot end before it begins."
    )
    _load = models.Constraint(
        "CHECK (load_per_doctor > 0)", "People per doctor must be more than none."
    )

    @api.model
    def _default_load_per_doctor(self):
        return int(self.env["care.rule"]._get("sign.max_per_doctor"))

    @api.depends("member_ids.date_to")
    def _compute_member_count(self):
        rows = self.env["care.team.member"]
        domain = Domain("team_id", "in", self.ids) & self._term_domain(
            fields.Date.context_today(self)
        )
        counts = dict(rows._read_group(domain, ["team_id"], ["__count"]))
        for team in self:
            team.member_count = counts.get(team._origin, 0)

    @api.depends("load_per_doctor", "member_ids.may_sign")
    def _compute_max_load(self):
        signers = self._get_signers_by_team(fields.Date.context_today(self))
        for team in self:
            team.max_load = team.load_per_doctor * len(signers.get(team.id, ()))

    @api.depends_context("uid")
    def _compute_may_manage(self):
        self.may_manage = self.env["care.practitioner"]._is_manager()

    @api.constrains("leader_id", "member_ids")
    def _check_leader(self):
        for team in self:
            current = team.member_ids.filtered(lambda row: not row._has_ended())
            if team.leader_id not in current.practitioner_id:
                raise ValidationError(
                    self.env._(
                        "“%(leader)s” leads the team “%(team)s” and must be one of its current "
                        "members. Add the leader to the members, or choose another leader.",
                        leader=team.leader_id.name,
                        team=team.name,
                    )
                )

    @api.onchange("leader_id")
    def _onchange_leader_id(self):
        if self.leader_id and self.leader_id not in self.member_ids.practitioner_id:
            row = {"practitioner_id": self.leader_id.id, "date_from": self.date_from}
            self.member_ids = [fields.Command.create(row)]

    def write(self, vals):
        self._check_leader_fields(vals)
        return super().write(vals)

    def _check_leader_fields(self, names):
        """:raise AccessError: a leader changes more than members and contact of his team"""
        foreign = set(names) - self._leader_fields - set(self.env["mail.thread"]._fields)
        if self._is_server() or not foreign or self.env["care.practitioner"]._is_manager():
            return
        raise AccessError(
            self.env._(
                "Of your team you change the members, the phone and the note. "
                "Ask a manager of the family-doctor service to change the rest."
            )
        )
