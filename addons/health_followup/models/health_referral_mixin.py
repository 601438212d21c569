from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.health_archive.tools import one_code

CHECK_RULE = "interval_referral_check"


class HealthReferralMixin(models.AbstractModel):
    """A referral (转诊) and its closing loop: proposed, sent, answered, checked after two weeks."""

    _name = "health.referral.mixin"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin"]
    _description = "Referral"
    _order = "check_date, id"
    _fixed_fields = frozenset({"archive_id", "followup_id"})
    _server_fields = frozenset({"state", "sent_date", "answered_date", "closed_date"})
    _followup_model = ""

    programme_id = fields.Many2one("health.programme")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    doctor_id = fields.Many2one("res.users")
    org_unit_id = fields.Many2one("org.unit", "Unit")
    date = fields.Date(
        "Referred on", required=True, compute="_compute_date", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    reason_id = one_code("referral_reason", "Reason")
    reason_text = fields.Char("Reason in words")
    institution = fields.Char(help="Where the resident is referred to.")
    department = fields.Char()
    is_urgent = fields.Boolean("Urgent", help="Treat and refer at once.")
    state = fields.Selection(
        "_selection_state", required=True, readonly=True, default="proposed", index=True
    )
    check_date = fields.Date(
        "Check until", compute="_compute_check_date", store=True, readonly=False, precompute=True,
        help="By then somebody asks what became of the referral.",
    )  # fmt: skip
    sent_date = fields.Date("Sent on", readonly=True)
    answered_date = fields.Date("Answered on", readonly=True)
    answer = fields.Text("Answer of the hospital")
    closed_date = fields.Date("Checked on", readonly=True)
    outcome = fields.Text("What became of it")
    is_late = fields.Boolean("Check is late", compute="_compute_is_late", search="_search_is_late")

    _to_check = models.Index("(check_date, id) WHERE state <> 'closed'")

    @api.model
    def _selection_state(self):
        labels = {
            "proposed": self.env._("Proposed"),
            "sent": self.env._("Sent"),
            "answered": self.env._("Answered"),
            "closed": self.env._("Checked"),
        }
        return list(labels.items())

    @api.depends("followup_id")
    def _compute_date(self):
        for referral in self:
            referral.date = referral.date or referral.followup_id.date

    @api.depends("date")
    def _compute_check_date(self):
        rules = self.env["health.rule"]
        for referral in self:
            date = referral.date
            days = date and int(rules._get(CHECK_RULE, date))
            referral.check_date = date and fields.Date.add(date, days=days)

    @api.depends("check_date", "state")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for referral in self:
            date = referral.check_date
            referral.is_late = bool(date) and date < today and referral.state != "closed"

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        late = Domain("check_date", "<", today) & Domain("state", "!=", "closed")
        return Domain.OR(late if item else ~late for item in value)

    @api.depends("partner_id.name", "date")
    def _compute_display_name(self):
        for referral in self:
            referral.display_name = f"{referral.partner_id.name or ''} · {referral.date or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        followups = self.env[self._followup_model]
        return super().create(
            [
                vals | {"archive_id": followups.browse(vals.get("followup_id")).archive_id.id}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        if not self._is_server() and (closed := self.filtered(lambda r: r.state == "closed")):
            raise UserError(
                self.env._(
                    "The referral of %(name)s is checked and takes no change.", name=closed[0].name
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if not self.env.su and self.filtered(lambda referral: referral.state != "proposed"):
            raise UserError(self.env._("A referral that was sent stays. Write what became of it."))

    def action_send(self):
        """Give the slip to the resident; an institution is named."""
        for referral in self:
            if not referral.institution:
                raise UserError(self.env._("Write the institution the resident is referred to."))
        self._advance(("proposed",), "sent", "sent_date")

    def action_answer(self):
        """The hospital has answered."""
        for referral in self:
            if not (referral.answer or "").strip():
                raise UserError(self.env._("Write what the hospital answered."))
        self._advance(("proposed", "sent"), "answered", "answered_date")

    def action_close(self):
        """Somebody looked after the resident: the loop is closed."""
        for referral in self:
            if not (referral.outcome or referral.answer or "").strip():
                raise UserError(self.env._("Write what became of the referral."))
        self._advance(("proposed", "sent", "answered"), "closed", "closed_date")

    def action_open(self):
        """Show the slip."""
        return self.get_formview_action()

    def _advance(self, states, state, date_name):
        self.check_access("write")
        self._check_archive_open()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for referral in self.filtered(lambda referral: referral.state not in states):
            raise UserError(
                self.env._(
                    "The referral of %(name)s is “%(state)s” already.",
                    name=referral.name,
                    state=labels[referral.state],
                )
            )
        self._write_server({"state": state, date_name: fields.Date.context_today(self)})
