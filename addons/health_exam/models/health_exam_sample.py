from odoo import api, fields, models
from odoo.exceptions import UserError


class HealthExamSample(models.Model):
    """A tube of an exam: planned with the packages, taken after two identifiers, or rejected."""

    _name = "health.exam.sample"
    _inherit = ["server.guard.mixin"]
    _description = "Sample"
    _order = "exam_id desc, number, id"
    _rec_name = "number"
    _fixed_fields = frozenset({"exam_id", "kind_id"})
    _server_fields = frozenset(
        {"number", "state", "taken_at", "taken_by_id", "identifier", "reject_reason", "rejected_at"}
        | {"rejected_by_id"}
    )

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="cascade")
    kind_id = fields.Many2one(
        "health.exam.sample.kind", "Sample", required=True, ondelete="restrict"
    )
    code = fields.Selection(related="kind_id.code", store=True)
    number = fields.Char(
        "Sample number",
        required=True,
        readonly=True,
        help="Exam number and suffix, as on the label of the tube.",
    )
    state = fields.Selection(
        [("planned", "To be taken"), ("taken", "Taken"), ("rejected", "Rejected")],
        required=True, readonly=True, default="planned",
    )  # fmt: skip
    taken_at = fields.Datetime("Taken at", readonly=True)
    taken_by_id = fields.Many2one("res.users", "Taken by", readonly=True, ondelete="restrict")
    identifier = fields.Selection(
        [("name", "Name of the resident"), ("birth_date", "Birth date")], "Second identifier", readonly=True,
        help="What the person said when the sample was taken, beside the number that was scanned.",
    )  # fmt: skip
    reject_reason = fields.Char("Rejected because", readonly=True)
    rejected_at = fields.Datetime("Rejected at", readonly=True)
    rejected_by_id = fields.Many2one("res.users", "Rejected by", readonly=True, ondelete="restrict")
    exam_number = fields.Char(related="exam_id.exam_number")
    name = fields.Char(related="exam_id.name", string="Name of the resident")
    sex = fields.Selection(related="exam_id.sex")
    age = fields.Integer(related="exam_id.age")
    date = fields.Date(related="exam_id.date", store=True)
    item_text = fields.Char("Items", compute="_compute_item_text")

    _number_unique = models.UniqueIndex(
        "(number) WHERE state <> 'rejected'", "There is a tube with this number already."
    )
    _day_list = models.Index("(date DESC, state)")

    @api.depends("exam_id.item_ids", "code")
    def _compute_item_text(self):
        for sample in self:
            items = sample.exam_id.item_ids.filtered(
                lambda item, code=sample.code: item.sample == code
            )
            sample.item_text = "、".join(items.mapped("name"))

    def _take(self, identifier):
        """The sample was taken just now from who named himself by ``identifier``.

        :raise UserError: it was taken before, or the exam takes no change
        """
        self.ensure_one()
        self.exam_id._check_working()
        if self.state != "planned":
            raise UserError(
                self.env._(
                    "%(number)s was taken at %(time)s by %(user)s already.",
                    number=self.number,
                    time=self._get_time(),
                    user=self.taken_by_id.name,
                )
            )
        self._write_server(
            {
                "state": "taken",
                "taken_at": fields.Datetime.now(),
                "taken_by_id": self.env.uid,
                "identifier": identifier,
            }
        )

    def _get_time(self):
        moment = fields.Datetime.context_timestamp(self, self.taken_at)
        return f"{moment:%H:%M}"

    def action_reject(self):
        """Ask why these samples can't be measured."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject"),
            "res_model": "health.exam.sample.reject",
            "view_mode": "form",
            "target": "new",
            "context": {"default_sample_ids": self.ids},
        }

    def _reject(self, reason):
        """These samples can't be measured; new ones are to be taken, with the same numbers.

        :raise UserError: one wasn't taken, or its exam takes no change
        """
        self.check_access("write")
        self.exam_id._check_working()
        if planned := self.filtered(lambda sample: sample.state != "taken"):
            raise UserError(
                self.env._(
                    "%(number)s was not taken, or is rejected already.", number=planned[0].number
                )
            )
        reason = self.env["health.exam"]._clean_reason(reason)
        now = fields.Datetime.now()
        self._write_server(
            {
                "state": "rejected",
                "reject_reason": reason,
                "rejected_at": now,
                "rejected_by_id": self.env.uid,
            }
        )
        self.exam_id._plan_samples()
