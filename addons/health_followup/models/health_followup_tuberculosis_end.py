from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

from .health_followup_tuberculosis import BLOCK, TUBERCULOSIS

CLOSED_AS = {"2": "1", "3": "3"}
"""Why the treatment ended: reason of the closure; any other one is “other”."""
ENDED = (
    "tb_stop_id",
    "tb_visits_due",
    "tb_doses_due",
    "tb_evaluator_id",
)


def _count(label):
    return fields.Integer(label, aggregator="sum", **BLOCK)


class HealthFollowupTuberculosis(models.AbstractModel):
    """End of the treatment (停止治疗, 全程管理情况): how regularly drugs were taken."""

    _inherit = "health.followup.tuberculosis"

    tb_stop_date = fields.Date("Treatment ended on", **BLOCK)
    tb_stop_id = one_code("tb_stop", "Treatment ended because", **BLOCK)
    tb_visits_due = _count("Visits that were due")
    tb_visits_done = _count("Visits made")
    tb_doses_due = _count("Doses that were due")
    tb_doses_done = _count("Doses taken")
    tb_percent = fields.Float(
        "Doses taken (%)", compute="_compute_tb_percent", store=True, digits=(5, 1),
        aggregator="avg", **BLOCK,
    )  # fmt: skip
    tb_is_regular = fields.Boolean(
        "Drugs taken regularly", compute="_compute_tb_percent", store=True,
        help="By the rule of the day the treatment ended, over the whole treatment.", **BLOCK,
    )  # fmt: skip
    tb_evaluator_id = fields.Many2one(
        "res.users", "Evaluated by", ondelete="restrict", index="btree_not_null", **BLOCK
    )

    _tb_counts_range = models.Constraint(
        "CHECK (COALESCE(tb_visits_due, 0) BETWEEN 0 AND 999 "
        "AND COALESCE(tb_visits_done, 0) BETWEEN 0 AND 999 "
        "AND COALESCE(tb_doses_due, 0) BETWEEN 0 AND 9999 AND COALESCE(tb_doses_done, 0) >= 0)",
        "Visits are 0 to 999, doses 0 to 9999.",
    )
    _tb_doses_order = models.Constraint(
        "CHECK (COALESCE(tb_doses_done, 0) <= COALESCE(tb_doses_due, 0))",
        "More doses were taken than were due: are the numbers interchanged?",
    )

    @api.depends("tb_doses_due", "tb_doses_done", "tb_stop_date")
    def _compute_tb_percent(self):
        rules = self.env["health.rule"]
        for followup in self:
            due, done = followup.tb_doses_due, followup.tb_doses_done
            followup.tb_percent = 100 * done / due if due else 0
            date = due and followup.tb_stop_date
            followup.tb_is_regular = bool(date) and (
                100 * done >= due * rules._get("tb_regular_percent", date)
            )

    @api.constrains("tb_stop_date", "tb_stop_id", "date")
    def _check_tb_stop(self):
        for followup in self:
            stop = followup.tb_stop_date
            if bool(stop) != bool(followup.tb_stop_id):
                raise ValidationError(
                    self.env._("Enter both the day and the reason of the end of the treatment.")
                )
            if stop and not followup.enrolment_id.enrolled_date <= stop <= followup.date:
                raise ValidationError(
                    self.env._("The treatment ends between the notice and this visit.")
                )

    @api.onchange("tb_stop_date")
    def _onchange_tb_stop_date(self):
        if self.tb_stop_date and self.programme_code == TUBERCULOSIS:
            self.tb_evaluator_id = self.tb_evaluator_id or self.doctor_id
            met = self._get_visits_before().filtered(lambda visit: not visit.is_missed)
            self.tb_visits_done = self.tb_visits_done or len(met) + self._met_resident()

    @api.onchange("tb_doses_due")
    def _onchange_tb_doses_due(self):
        if self.tb_doses_due and not self.tb_doses_done:
            missed = sum(self._get_visits_before().mapped("tb_missed_doses")) + self.tb_missed_doses
            self.tb_doses_done = max(0, self.tb_doses_due - missed)

    @api.model
    def _get_ending_boxes(self):
        return super()._get_ending_boxes() | {TUBERCULOSIS: "tb_stop_date"}

    def _get_closing(self):
        if self.programme_code != TUBERCULOSIS:
            return super()._get_closing()
        return CLOSED_AS.get(self.tb_stop_id.code, "9"), self.tb_stop_id.name

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        ends = self.programme_code == TUBERCULOSIS and self._get_end()
        return [*boxes, *ENDED] if ends else boxes
