from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import to_fen
from .lock import ALLOCATION_DEFERRED

PLAN_FIELDS = {"percentage", "sequence", "deadline", "project_id", "fund_line_ids"}


class ProjectMilestone(models.Model):
    """A payment instalment: a percentage *and* an exact amount; the last one takes the rest."""

    _inherit = "project.milestone"

    is_contract = fields.Boolean(related="project_id.is_contract", store=True)
    percentage = fields.Float(digits=(9, 6), help="Share of the contract amount, in percent.")
    amount = fields.Monetary(compute="_compute_amount", store=True)
    stated_amount = fields.Monetary(
        help="The amount as the source document prints it; kept beside the computed one."
    )
    clause = fields.Char(help="Where the source document says so.")
    currency_id = fields.Many2one(related="project_id.currency_id")
    fund_line_ids = fields.One2many(
        "billing.milestone.fund", "milestone_id", string="Funds", copy=True
    )
    condition_ids = fields.One2many(
        "billing.condition", "milestone_id", string="Conditions", copy=True
    )
    share_ids = fields.One2many("billing.share", "milestone_id", string="Owner shares")

    _percentage_range = models.Constraint(
        "CHECK (percentage IS NULL OR (percentage >= 0 AND percentage <= 100))",
        "The percentage of an instalment must lie between 0 and 100.",
    )

    @api.depends(
        "percentage",
        "sequence",
        "project_id.contract_amount",
        "project_id.milestone_ids.percentage",
        "project_id.milestone_ids.sequence",
    )
    def _compute_amount(self):
        for project, milestones in self.grouped("project_id").items():
            amounts = project._get_plan_amounts()
            for milestone in milestones:
                milestone.amount = amounts.get(milestone._origin.id or milestone, 0.0)

    @api.constrains("percentage", "is_contract")
    def _check_percentage(self):
        for milestone in self.filtered("is_contract"):
            if not milestone.percentage:
                raise ValidationError(
                    self.env._(
                        "Instalment “%(name)s” has no percentage. Enter its share of the contract.",
                        name=milestone.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        deferred = self.with_context(allocation=ALLOCATION_DEFERRED)
        milestones = super(ProjectMilestone, deferred).create(vals_list).with_env(self.env)
        contracts = milestones.project_id.filtered("is_contract")
        contracts._check_contract_lock()
        contracts._allocate()
        return milestones

    def write(self, vals):
        planned = not PLAN_FIELDS.isdisjoint(vals)
        if planned:
            self.project_id._check_contract_lock()
        if not planned:
            return super().write(vals)
        deferred = self.with_context(allocation=ALLOCATION_DEFERRED)
        result = super(ProjectMilestone, deferred).write(vals)
        # also the contract it was moved to
        self.project_id._check_contract_lock()
        self.project_id._allocate()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self.project_id._check_contract_lock()

    def unlink(self):
        projects = self.project_id
        # deleted by the ORM, so that the sums over them follow
        self.fund_line_ids.with_context(allocation=ALLOCATION_DEFERRED).unlink()
        result = super().unlink()
        projects.exists()._allocate()
        return result

    def _rebalance_funds(self):
        """Let a sole fund follow the amount; what several funds pay is for the user to say."""
        for milestone in self:
            draw = milestone.fund_line_ids
            if len(draw) == 1 and to_fen(draw.amount) != to_fen(milestone.amount):
                draw.amount = milestone.amount
