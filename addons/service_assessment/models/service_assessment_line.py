from odoo import api, fields, models
from odoo.exceptions import ValidationError

BEHIND = ("behind", "red")


class ServiceAssessmentLine(models.Model):
    """One obligation in the assessment of a month, with its figures as they were counted."""

    _name = "service.assessment.line"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Assessed Obligation"
    _order = "assessment_id desc, sequence, code, id"
    _fixed_fields = frozenset({"assessment_id", "obligation_id"})
    _server_fields = frozenset(
        {
            "code", "name", "core", "sequence", "unit", "threshold", "figure_state", "claimed",
            "accepted", "rejected", "is_measured", "actual", "is_due", "expected", "next_step",
            "month_accepted", "month_claimed", "month_rejected", "rejected_text",
        }
    )  # fmt: skip
    _seal_parent_field = "assessment_id"

    assessment_id = fields.Many2one(
        "service.assessment", required=True, index=True, ondelete="cascade"
    )
    project_id = fields.Many2one(
        related="assessment_id.project_id", store=True, index=True, precompute=True
    )
    month = fields.Date(related="assessment_id.month", store=True, precompute=True)
    obligation_id = fields.Many2one(
        "service.obligation", "Obligation Today", required=True, index=True, ondelete="restrict"
    )
    code = fields.Char("No.", readonly=True)
    name = fields.Char("Obligation", readonly=True)
    core = fields.Char("Part", readonly=True)
    sequence = fields.Integer(readonly=True, aggregator=None)
    unit = fields.Selection("_selection_unit", readonly=True)
    threshold = fields.Float(readonly=True, digits=(12, 2), aggregator=None)
    figure_state = fields.Selection(
        [
            ("met", "Met"),
            ("on_track", "On track"),
            ("behind", "Behind"),
            ("red", "Far behind"),
            ("open", "Not due yet"),
            ("listed", "Listed"),
        ],
        "Standing", readonly=True,
    )  # fmt: skip
    claimed = fields.Integer("Not counted yet", readonly=True)
    accepted = fields.Integer(readonly=True)
    rejected = fields.Integer(readonly=True)
    is_measured = fields.Boolean("Has a number", readonly=True)
    actual = fields.Float(readonly=True, aggregator=None)
    is_due = fields.Boolean("Something is due", readonly=True)
    expected = fields.Float("Due by then", readonly=True, aggregator=None)
    next_step = fields.Text("What to do next", readonly=True)
    month_accepted = fields.Integer("Accepted This Month", readonly=True)
    month_claimed = fields.Integer("Not counted yet, this month", readonly=True)
    month_rejected = fields.Integer("Rejected This Month", readonly=True)
    rejected_text = fields.Text("Why Rejected", readonly=True)
    weight = fields.Float(
        required=True, default=1, digits=(8, 2), aggregator=None,
        help="Beside the weights of the others. Nothing: it is left out of the sum.",
    )  # fmt: skip
    is_by_hand = fields.Boolean(
        "By hand", help="An obligation without a number is scored by hand, or left out of the sum."
    )
    hand_percent = fields.Float("Scored by hand (%)", digits=(5, 2), aggregator=None)
    comment = fields.Char()
    is_scored = fields.Boolean("In the sum", compute="_compute_score", store=True)
    points = fields.Float(
        compute="_compute_score", store=True, digits=(8, 2),
        help="Its part of the full score, by weight among all that are in the sum.",
    )  # fmt: skip
    reached_percent = fields.Float(
        "Reached (%)", compute="_compute_score", store=True, digits=(5, 2), aggregator="avg",
        help="What was reached of what was due by the day, at most all of it (rule “score_cap”).",
    )  # fmt: skip
    score = fields.Float(
        compute="_compute_score", store=True, digits=(8, 2),
        help="The points, times what was reached of what was due.",
    )  # fmt: skip

    _obligation_once = models.UniqueIndex(
        "(assessment_id, obligation_id)", "The obligation is assessed in this month already."
    )
    _numbers = models.Constraint(
        "CHECK (weight >= 0 AND hand_percent BETWEEN 0 AND 100)",
        "A weight is not negative, and a score by hand is 0 to 100 %.",
    )

    @api.model
    def _selection_unit(self):
        return self.env["service.obligation"]._fields["unit"]._description_selection(self.env)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = " ".join(filter(None, [line.code, line.name]))

    @api.constrains("is_by_hand", "figure_state")
    def _check_by_hand(self):
        for line in self.filtered(lambda line: line.is_by_hand and line.figure_state != "listed"):
            raise ValidationError(
                self.env._("%s has a number, and isn't scored by hand.", line.display_name)
            )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        for line in lines.filtered(
            lambda line: line.obligation_id.project_id != line.assessment_id.project_id
        ):
            raise ValidationError(
                self.env._("%s belongs to another project.", line.obligation_id.display_name)
            )
        return lines

    def action_open_claims(self):
        """List the claims of the month behind this line."""
        self.ensure_one()
        self.check_access("read")
        assessment = self.assessment_id
        domain = self.obligation_id._get_span_domain(assessment.month, assessment.cut_off)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_obligation.service_claim_action"
        )
        name = self.display_name
        return action | {"name": name, "display_name": name, "domain": list(domain), "context": {}}

    def _get_behind(self):
        return self.filtered(lambda line: line.figure_state in BEHIND)
