from odoo import api, fields, models

from .family_score_rule import MEASURES


class FamilyScorecardLine(models.Model):
    """What was reached of one thing that counts, and the points for it.

    The rule stands here as it was when it was counted, whatever becomes of it.
    """

    _name = "family.scorecard.line"
    _description = "Row of a Scorecard"
    _order = "scorecard_id, id"

    scorecard_id = fields.Many2one(
        "family.scorecard", required=True, index=True, ondelete="cascade"
    )
    rule_id = fields.Many2one("family.score.rule", "Counts", required=True, ondelete="restrict")
    numerator = fields.Integer("Reached")
    denominator = fields.Integer("Of")
    points = fields.Float(digits=(6, 2))
    max_points = fields.Float("Of points", digits=(6, 2))
    weight = fields.Float(digits=(6, 2), help="Points for what is reached in full.")
    full_at = fields.Float("All points at (%)")
    is_fault = fields.Boolean("Should not be")
    source = fields.Char()
    rule_text = fields.Char("Rule", compute="_compute_rule_text")

    @api.depends("full_at", "is_fault")
    def _compute_rule_text(self):
        for line in self:
            share = f"{line.full_at:g}"
            line.rule_text = (
                self.env._("No points from %(share)s%% on; all points for none", share=share)
                if line.is_fault
                else self.env._(
                    "All points from %(share)s%% on; below it, so much less", share=share
                )
            )

    def _get_share(self):
        """Per cent reached, for people to read; empty where there was nothing to do."""
        self.ensure_one()
        if not self.denominator:
            return ""
        return f"{100 * self.numerator / self.denominator:.1f}%"

    def action_open_reached(self):
        """List the records that were counted, as they are today."""
        return self._open(1)

    def action_open_all(self):
        """List the records of which these are a part, as they are today."""
        return self._open(2)

    def _open(self, part):
        self.ensure_one()
        self.check_access("read")
        card, measure = self.scorecard_id, MEASURES[self.rule_id.measure]
        query = {
            "kind": measure[0],
            "dimension": "doctor" if card.doctor_id else "team",
            "unit_id": self.env.user.org_unit_id.id,
            "date_from": card.date_from,
            "date_to": card.date_to,
        }
        key = (card.doctor_id or card.team_id).id
        return self.env["family.statistic"].action_open(query, key, measure[part])
