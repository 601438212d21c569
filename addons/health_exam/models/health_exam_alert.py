from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

CALL = ("called_person", "called_phone", "called_at", "answer")
"""What is written down about a call."""


class HealthExamAlert(models.Model):
    """A critical value (危急值) and its closed loop: who was called, when, and what he answered.

    It is never deleted. One that a corrected value made pointless is withdrawn, with the reason.
    """

    _name = "health.exam.alert"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Critical Value"
    _order = "found_at desc, id desc"
    _fixed_fields = frozenset({"exam_id", "section_id", "name"})
    _server_fields = frozenset(
        {
            "rule_id", "field_name", "value_key", "found_at", "found_by_id", "due_at", "state",
            "minutes", "is_late", "answered_at", "answered_by_id", "withdraw_reason",
        }
    )  # fmt: skip

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="restrict")
    section_id = fields.Many2one(
        "health.exam.section", required=True, index=True, ondelete="restrict",
        help="Its station and the doctors see it.",
    )  # fmt: skip
    name = fields.Char("Critical value", required=True)
    rule_id = fields.Many2one("health.exam.rule", readonly=True, index=True, ondelete="restrict")
    field_name = fields.Char("Box code", readonly=True)
    value_key = fields.Char("Numbers found", readonly=True)
    found_at = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    found_by_id = fields.Many2one(
        "res.users", "Found by", required=True, readonly=True, ondelete="restrict",
        default=lambda self: self.env.uid,
    )  # fmt: skip
    due_at = fields.Datetime(
        "Call until", required=True, readonly=True, default=lambda self: self._get_due_at()
    )
    state = fields.Selection(
        [("open", "To call"), ("answered", "Answered"), ("withdrawn", "Withdrawn")],
        required=True, readonly=True, default="open", index=True,
    )  # fmt: skip
    called_person = fields.Char("Who was called", help="The resident, his family or his doctor.")
    called_phone = fields.Char("Telephone called")
    called_at = fields.Datetime("Called at")
    answer = fields.Text(help="What was answered, and what will be done. Let it be read back.")
    answered_at = fields.Datetime("Closed at", readonly=True)
    answered_by_id = fields.Many2one("res.users", "Called by", readonly=True, ondelete="restrict")
    minutes = fields.Integer(
        "Minutes until the call", readonly=True, aggregator="avg", help="Since the value was found."
    )
    is_late = fields.Boolean("Called late", readonly=True)
    withdraw_reason = fields.Char("Withdrawn because", readonly=True)
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    exam_number = fields.Char(related="exam_id.exam_number")
    person_name = fields.Char(related="exam_id.name", string="Name of the resident")
    sex = fields.Selection(related="exam_id.sex")
    age = fields.Integer(related="exam_id.age")
    phone = fields.Char(related="exam_id.phone")
    # stored: the lists and statistics of a hospital go by it
    org_unit_id = fields.Many2one(
        related="exam_id.org_unit_id", string="Examined by", store=True, index=True
    )

    _once = models.UniqueIndex(
        "(exam_id, field_name, value_key) WHERE state <> 'withdrawn' AND field_name IS NOT NULL",
        "This critical value is known already.",
    )
    _waiting = models.Index("(org_unit_id, due_at) WHERE state = 'open'")

    @api.model
    def _get_due_at(self):
        minutes = int(self.env["health.rule"]._get("exam_alert_minutes"))
        return fields.Datetime.add(fields.Datetime.now(), minutes=minutes)

    @api.depends("due_at", "state")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for alert in self:
            alert.is_overdue = alert.state == "open" and bool(alert.due_at) and alert.due_at < now

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("due_at", "<", fields.Datetime.now())
        return Domain.OR(late if item else ~late for item in value)

    @api.depends("name", "exam_number")
    def _compute_display_name(self):
        for alert in self:
            alert.display_name = f"{alert.exam_number or ''} {alert.name or ''}".strip()

    @api.constrains("called_at")
    def _check_called_at(self):
        """The call lies between the finding and now; who writes gives minutes, not seconds."""
        now = fields.Datetime.now()
        for alert in self.filtered("called_at"):
            if not alert.found_at.replace(second=0, microsecond=0) <= alert.called_at <= now:
                raise UserError(
                    self.env._("The call was after the value was found, and not in the future.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        alerts = super().create(vals_list)
        if not self._is_server():
            alerts._check_may_work()
        alerts._notify_chiefs()
        return alerts

    def write(self, vals):
        if not self._is_server() and (vals.keys() & set(CALL)):
            self._check_may_work()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        raise UserError(
            self.env._("A critical value is never deleted. Withdraw it, with a reason.")
        )
