from odoo import api, models

from ..tools import get_ratio, share_points


class ServiceAssessmentLine(models.Model):
    """Of the points that its weight gives it, an obligation earns what was reached of what is due."""

    _inherit = "service.assessment.line"

    @api.depends(
        "assessment_id.line_ids.weight", "assessment_id.line_ids.is_by_hand",
        "assessment_id.line_ids.hand_percent", "assessment_id.line_ids.figure_state",
        "assessment_id.line_ids.actual", "assessment_id.line_ids.expected",
        "assessment_id.full_score", "assessment_id.cut_off",
    )  # fmt: skip
    def _compute_score(self):
        for assessment in self.assessment_id:
            cap = self._get_cap(assessment)
            lines = assessment.line_ids
            ratios = {line: line._find_ratio(cap) for line in lines}
            scored = lines.filtered(
                lambda line, ratios=ratios: line.weight > 0 and ratios[line] is not None
            )
            points = share_points(scored.mapped("weight"), assessment.full_score)
            (lines - scored).update(
                {"is_scored": False, "points": 0, "reached_percent": 0, "score": 0}
            )
            for line, share in zip(scored, points, strict=True):
                line.is_scored = True
                line.points = share
                line.reached_percent = round(100 * ratios[line], 2)
                line.score = round(share * ratios[line], 2)

    @api.model
    def _get_cap(self, assessment):
        day = assessment.cut_off or assessment.month
        return self.env["service.rule"]._get("score_cap", day) / 100

    def _find_ratio(self, cap):
        if self.is_by_hand:
            return self.hand_percent / 100
        actual = self.actual if self.is_measured else None
        expected = self.expected if self.is_due else None
        return get_ratio(self.figure_state, actual, expected, cap)
