from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.health_risk_band import LEVELS
from .health_risk_wizard_line import NO, YES


class HealthRiskWizard(models.TransientModel):
    """Risk assessment: what goes in, what comes out, by which formula and whose."""

    _name = "health.risk.wizard"
    _inherit = ["server.guard.mixin"]
    _description = "Risk Assessment Dialog"

    archive_id = fields.Many2one("health.archive", required=True, readonly=True, ondelete="cascade")
    sex = fields.Selection(related="archive_id.sex")
    age = fields.Integer(related="archive_id.age")
    tool_id = fields.Many2one(
        "health.risk.tool", required=True, ondelete="cascade",
        domain="[('in_use', '=', True)]",
        default=lambda self: self.env["health.risk.tool"]._get_offered()[:1],
    )  # fmt: skip
    line_ids = fields.One2many(
        "health.risk.wizard.line", "wizard_id", "Inputs", compute="_compute_line_ids",
        store=True, readonly=False, precompute=True,
    )  # fmt: skip
    missing = fields.Text("Still needed", compute="_compute_result")
    score_text = fields.Char("Score", compute="_compute_result")
    band_name = fields.Char("Result", compute="_compute_result")
    level = fields.Selection(LEVELS, compute="_compute_result")
    advice = fields.Char(compute="_compute_result")
    is_estimate = fields.Boolean(related="tool_id.is_estimate")
    formula = fields.Text(related="tool_id.formula")
    limits = fields.Text(related="tool_id.limits")
    source = fields.Char(related="tool_id.source")

    @api.depends("tool_id", "archive_id")
    def _compute_line_ids(self):
        for wizard in self:
            known = wizard.archive_id and wizard._get_known() or {}
            wizard.line_ids = [Command.clear()] + [
                Command.create(self._prepare_line(item, known.get(item.key)))
                for item in wizard.tool_id.item_ids
            ]

    @api.depends("tool_id", "line_ids.number", "line_ids.answer")
    def _compute_result(self):
        for wizard in self:
            wizard.update(dict.fromkeys(("score_text", "band_name", "level", "advice"), False))
            wizard.missing = wizard._get_obstacle()
            if wizard.missing or not wizard.tool_id:
                continue
            answers = {line.item_id.key: line._get_value() for line in wizard.line_ids}
            result = wizard.tool_id._get_result(wizard.archive_id._get_person_answers() | answers)
            wizard.score_text = result.text
            wizard.band_name = result.band.name
            wizard.level = result.band.level
            wizard.advice = result.band.advice

    def action_save(self):
        """Keep the result in the archive.

        :raise UserError: an input is missing or impossible, or the tool does not hold
        """
        self.ensure_one()
        if obstacle := self._get_obstacle():
            raise UserError(obstacle)
        known = self._get_known()
        answers = {line.item_id.key: line._get_answer(known) for line in self.line_ids}
        self.archive_id._assess(self.tool_id, answers)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _get_known(self):
        return self.archive_id._get_known_answers(self.tool_id.item_ids)

    def _get_obstacle(self):
        """Why there is no result yet; empty: there is one."""
        tool = self.tool_id
        if not tool or not self.archive_id:
            return self.env._("Choose an assessment.")
        if refusal := tool._get_refusal(self.archive_id.partner_id):
            return refusal
        empty = self.line_ids.filtered(lambda line: line._get_value() is None).item_id
        empty |= tool.item_ids - self.line_ids.item_id
        if empty:
            return self.env._("Still needed: %(names)s", names="、".join(empty.mapped("name")))
        return "\n".join(filter(None, (line._get_objection() for line in self.line_ids)))

    @api.model
    def _prepare_line(self, item, known):
        vals = {"item_id": item.id}
        if known:
            vals |= {"taken_on": known.date, "origin": known.origin}
            vals |= (
                {"number": known.value} if item.kind_id else {"answer": YES if known.value else NO}
            )
        return vals
