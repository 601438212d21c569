from odoo import fields, models

from ..models.health_archive_risk import KnownAnswer

YES, NO = "yes", "no"


class HealthRiskWizardLine(models.TransientModel):
    """One input of a risk assessment, filled in as far as the archive knows it."""

    _name = "health.risk.wizard.line"
    _inherit = ["server.guard.mixin"]
    _description = "Input of a Risk Assessment Dialog"

    wizard_id = fields.Many2one(
        "health.risk.wizard", string="Dialog", required=True, index=True, ondelete="cascade"
    )
    item_id = fields.Many2one("health.risk.item", string="Input", required=True, ondelete="cascade")
    kind_id = fields.Many2one(related="item_id.kind_id")
    unit = fields.Char(related="item_id.kind_id.unit")
    number = fields.Float("Value", digits=(10, 3))
    answer = fields.Selection([(YES, "Yes"), (NO, "No")])
    taken_on = fields.Date("Date")
    origin = fields.Char("Came from")

    def _get_value(self):
        """The number, or whether the answer is yes; None: not given yet."""
        if self.kind_id:
            return self.number or None
        return self.answer == YES if self.answer else None

    def _get_objection(self):
        value, kind = self._get_value(), self.kind_id
        return "" if not kind or kind._is_possible(value) else kind._get_objection(value)

    def _get_answer(self, known):
        """The value with its origin: that of the archive, unless it was entered just now."""
        answer = known.get(self.item_id.key)
        if answer and answer.value == self._get_value():
            return answer
        today = fields.Date.context_today(self)
        return KnownAnswer(self._get_value(), today, self.env._("Entered at the assessment"))
