from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.service_obligation.tools import Claim

MANAGER = "service_project.group_service_manager"
BEST = 100


class ServiceFeedback(models.Model):
    """How satisfied somebody was with one session, 0 to 100; only managers of the centre see it."""

    _name = "service.feedback"
    _inherit = ["server.guard.mixin", "service.claim.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Satisfaction"
    _order = "given_at desc, id desc"
    _rec_name = "date"
    _fixed_fields = frozenset({"entry_id", "score", "comment", "channel", "given_at"})
    _server_fields = frozenset({"recovered_at", "recovered_by_id"})
    _claim_fields = frozenset({"score", "entry_id"})

    entry_id = fields.Many2one(
        "service.entry", "Row of the Ledger", required=True, ondelete="restrict"
    )
    project_id = fields.Many2one(
        related="entry_id.project_id", store=True, index=True, precompute=True
    )
    partner_id = fields.Many2one(related="entry_id.partner_id")
    kind_id = fields.Many2one(related="entry_id.kind_id", store=True, precompute=True)
    date = fields.Date(
        related="entry_id.date", store=True, precompute=True, string="Day of the Service"
    )
    score = fields.Integer(required=True, aggregator="avg")
    comment = fields.Text()
    given_at = fields.Datetime(required=True, default=fields.Datetime.now)
    channel = fields.Selection(
        [("phone", "On the phone of the staff"), ("link", "By an own link")],
        required=True,
        default="phone",
    )
    is_low = fields.Boolean("Low", compute="_compute_is_low", store=True, precompute=True)
    satisfied = fields.Float(
        "Satisfied (%)", compute="_compute_is_low", store=True, precompute=True, aggregator="avg",
        help="Share of the sessions that were not judged low.",
    )  # fmt: skip
    recovery = fields.Text("What was done about it", tracking=True)
    recovered_at = fields.Datetime(readonly=True)
    recovered_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")

    _entry_unique = models.UniqueIndex("(entry_id)", "This service was judged already.")
    _score_range = models.Constraint(
        "CHECK (score BETWEEN 0 AND 100)", "Satisfaction is a number from 0 to 100."
    )

    @api.depends("score", "date")
    def _compute_is_low(self):
        for row in self:
            row.is_low = row.score < self.env["service.rule"]._get("low_score", row.date)
            row.satisfied = 0 if row.is_low else 100

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.entry_id._claim_anew()
        for row in rows.filtered("is_low"):
            row._ask_recovery()
        return rows

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What people said stays."))

    def action_recover(self):
        """Record that something was done about a low score.

        :raise UserError: not low, or nobody says what was done
        """
        self.check_access("write")
        for row in self:
            if not row.is_low or row.recovered_at:
                raise UserError(self.env._("There is nothing to make good."))
            if not (row.recovery or "").strip():
                raise UserError(self.env._("Say what was done about it first."))
        self._write_server({"recovered_at": fields.Datetime.now(), "recovered_by_id": self.env.uid})
        self.activity_feedback(["mail.mail_activity_data_todo"])

    def _ask_recovery(self):
        manager = self.project_id.user_id
        if manager.has_group(MANAGER):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Ask what went wrong"),
                user_id=manager.id,
            )

    @api.model
    def _give(self, entry, score, comment="", channel="phone"):
        """Keep what a person says about a session; whoever holds the phone never reads it.

        :raise ValidationError: no number from 0 to 100, or no session that is judged
        """
        if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= BEST:
            raise ValidationError(self.env._("Satisfaction is a number from 0 to 100."))
        # sudo: the person judges, not the user; the user must not be able to read it
        rows = self.sudo()
        entry = entry.sudo()._get_versions().sorted("id")[-1:]
        if not entry.is_rehabilitation or not entry._is_valid():
            raise ValidationError(self.env._("This service is not judged."))
        if entry._get_feedback():
            raise ValidationError(self.env._("This service was judged already. Thank you."))
        rows.with_context(mail_create_nolog=True).create(
            {"entry_id": entry.id, "score": score, "comment": comment, "channel": channel}
        )

    def _get_claims(self):
        """Without the person: claims are read by those who must not know who gave which score."""
        self.ensure_one()
        entry = self.entry_id._get_versions().sorted("id")[-1:]
        if not entry._is_valid():
            return []
        refused = (
            "" if entry.member_id else self.env._("The person was not on the roster that day.")
        )
        return [Claim("satisfaction", self.date, value=self.score, refused=refused)]

    @api.constrains("entry_id")
    def _check_entry(self):
        for row in self.filtered(lambda row: not row.entry_id.is_rehabilitation):
            raise ValidationError(
                self.env._("“%(entry)s” is not judged.", entry=row.entry_id.display_name)
            )
