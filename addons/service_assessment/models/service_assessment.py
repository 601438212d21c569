from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.service_project.tools import service_today

MANAGER = "service_project.group_service_manager"


class ServiceAssessment(models.Model):
    """How the centre assesses one month: the figures of all obligations at its end, and a score.

    The figures are kept as they were counted. A signed assessment is corrected by another one.
    """

    _name = "service.assessment"
    _inherit = ["server.guard.mixin", "evidence.seal.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Monthly Assessment"
    _order = "month desc, version desc, id desc"
    _fixed_fields = frozenset({"project_id", "month"})
    _server_fields = frozenset({"cut_off", "counted_at", "state", "version", "ruling_ids"})
    _seal_exempt_fields = ("state",)
    _seal_line_fields = ("line_ids",)

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["project.project"]._get_only_running(),
    )  # fmt: skip
    month = fields.Date(
        required=True, default=lambda self: service_today().replace(day=1), help="Its first day."
    )
    month_name = fields.Char("Name of the Month", compute="_compute_month_name")
    version = fields.Integer(required=True, readonly=True, default=1, copy=False, aggregator=None)
    cut_off = fields.Date(
        "Counted Up To", readonly=True,
        help="The last day of the month, or the day of counting while the month still runs.",
    )  # fmt: skip
    counted_at = fields.Datetime(readonly=True)
    template_id = fields.Many2one(
        "service.score.template", "Scored By", ondelete="restrict",
        domain="['|', ('project_id', '=', False), ('project_id', '=', project_id)]",
        help="Another template gives the obligations its weights.",
    )  # fmt: skip
    is_in_tender = fields.Boolean(
        "Stands in the tender", compute="_compute_terms", store=True, precompute=True
    )
    full_score = fields.Float(
        compute="_compute_terms", store=True, precompute=True, digits=(8, 2), aggregator=None
    )
    line_ids = fields.One2many("service.assessment.line", "assessment_id", "Obligations", copy=True)
    ruling_ids = fields.Many2many(
        "service.ruling", string="Rulings of the Month", readonly=True,
        help="As they stood when the month was counted.",
    )  # fmt: skip
    comment = fields.Text(help="What the centre says to the supplier.")
    total_score = fields.Float(
        compute="_compute_total", store=True, digits=(8, 2), aggregator="avg"
    )
    scored_count = fields.Integer(
        "Obligations Scored", compute="_compute_total", store=True, aggregator=None
    )
    behind_count = fields.Integer(
        "Behind", compute="_compute_total", store=True, aggregator=None,
        help="Obligations behind or far behind what is due.",
    )  # fmt: skip
    state = fields.Selection(
        [("draft", "Draft"), ("signed", "Signed"), ("corrected", "Corrected")],
        required=True, readonly=True, default="draft", copy=False,
    )  # fmt: skip

    _month_unique = models.UniqueIndex(
        "(project_id, month, version)",
        "This month of the project is assessed already. Correct that assessment instead.",
    )
    _first_day = models.Constraint(
        "CHECK (EXTRACT(DAY FROM month) = 1)", "A month is entered by its first day."
    )

    @api.onchange("month")
    def _onchange_month(self):
        if self.month:
            self.month = self.month.replace(day=1)

    @api.depends("template_id")
    def _compute_terms(self):
        for row in self:
            row.is_in_tender = row.template_id.is_in_tender
            row.full_score = row.template_id.full_score or 100

    @api.depends("line_ids.score", "line_ids.is_scored", "line_ids.figure_state")
    def _compute_total(self):
        for row in self:
            row.total_score = round(sum(row.line_ids.mapped("score")), 2)
            row.scored_count = len(row.line_ids.filtered("is_scored"))
            row.behind_count = len(row.line_ids._get_behind())

    @api.depends("month")
    def _compute_month_name(self):
        for row in self:
            row.month_name = row.month and f"{row.month:%Y-%m}"

    @api.depends("project_id.name", "month_name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = " · ".join(filter(None, [row.project_id.name, row.month_name]))

    @api.constrains("month", "project_id")
    def _check_month(self):
        for row in self:
            project = row.project_id
            if row._get_month_end() < project.date_start or row.month > project.date:
                raise ValidationError(
                    self.env._("“%s” doesn't run in this month.", project.display_name)
                )
            if row.month > service_today():
                raise ValidationError(self.env._("This month hasn't begun yet."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if day := fields.Date.to_date(vals.get("month")):
                vals["month"] = day.replace(day=1)
        rows = super().create(vals_list)
        rows.filtered(lambda row: not row.line_ids)._count()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if vals.get("template_id"):
            self._weigh()
        return result

    def unlink(self):
        originals = self.supersedes_id
        self._withdraw_correction()
        result = super().unlink()
        originals._write_server({"state": "signed"})
        return result

    def action_recount(self):
        """Count the month anew; weights, scores by hand and comments stay.

        :raise UserError: it is signed
        """
        self._check_manager()
        for row in self.filtered(lambda row: row.seal_state != "open"):
            raise row._make_sealed_error(["line_ids"])
        self._count()

    def action_sign(self):
        """Sign the assessment for the centre; it stays as it is.

        :raise UserError: the month was not counted up to its end
        """
        self._check_manager()
        for row in self:
            last = min(row._get_month_end(), row.project_id.date)
            if not row.cut_off or row.cut_off < last:
                raise UserError(
                    self.env._(
                        "“%(assessment)s” was counted up to %(day)s. Count it anew after "
                        "%(last)s, then sign it.",
                        assessment=row.display_name,
                        day=row.cut_off,
                        last=last,
                    )
                )
        self._seal()
        self._write_server({"state": "signed"})
        self.activity_feedback(["mail.mail_activity_data_todo"])

    def action_open_correct(self):
        """Ask why the assessment is corrected."""
        self.ensure_one()
        self._check_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct"),
            "res_model": "service.assessment.correct",
            "view_mode": "form",
            "target": "new",
            "context": {"default_assessment_id": self.id},
        }

    def _correct(self, reason):
        """The next version, still open; this one stays as it was signed."""
        self._check_manager()
        vals = {"supersede_reason": reason, "version": self.version + 1}
        following = self._as_server()._supersede(vals)
        self._write_server({"state": "corrected"})
        return self.browse(following.id)

    def _seal_payload(self):
        return super()._seal_payload() | {"total_score": self.total_score}

    def _check_manager(self):
        self.check_access("write")
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Only a manager of the centre assesses the supplier."))

    def _get_month_end(self):
        return fields.Date.end_of(self.month, "month")

    def _get_count_day(self):
        """The day up to which is counted now."""
        return min(self._get_month_end(), service_today())
