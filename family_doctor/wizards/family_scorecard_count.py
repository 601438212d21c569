from odoo import fields, models
from odoo.tools import date_utils


class FamilyScorecardCount(models.TransientModel):
    """Which unit and period scorecards are counted for."""

    _name = "family.scorecard.count"
    _inherit = ["server.guard.mixin"]
    _description = "Count Scorecards"
    _own_unit_fields = frozenset({"org_unit_id"})

    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, default=lambda self: self.env.user.org_unit_id
    )
    date_from = fields.Date("From", required=True, default=lambda self: self._get_last_month()[0])
    date_to = fields.Date("To", required=True, default=lambda self: self._get_last_month()[1])

    def _get_last_month(self):
        first = date_utils.start_of(fields.Date.context_today(self), "month")
        return fields.Date.subtract(first, months=1), fields.Date.subtract(first, days=1)

    def action_count(self):
        """Count, and list the scorecards of the period."""
        self.ensure_one()
        cards = self.env["family.scorecard"]._count(self.org_unit_id, self.date_from, self.date_to)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_doctor.family_scorecard_action"
        )
        return action | {"domain": [("id", "in", cards.ids)], "context": {}}
