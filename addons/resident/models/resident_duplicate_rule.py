from odoo import api, fields, models
from odoo.fields import Domain

THRESHOLD = "threshold"
"""Code of the rule that says from how many points on a pair is proposed."""


class ResidentDuplicateRule(models.Model):
    """How much one likeness of two residents counts, in points out of 100; also negative.

    The points of all likenesses of a pair are added up; a pair that reaches ``threshold`` is
    proposed. The codes are those of :data:`resident_duplicate_search.LIKENESSES`.
    """

    _name = "resident.duplicate.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Rule for Duplicate Residents"

    @api.model
    def _selection_unit(self):
        return [*super()._selection_unit(), ("points", self.env._("points"))]

    @api.model
    def _get_points(self, date=None):
        """``{code: points}`` of all rules in force on ``date`` (default: today)."""
        rules = self._find_in_force(date)
        return {rule.code: rule.value for rule in rules}

    @api.model
    def _get_names(self):
        """``{code: name}`` in the user's language."""
        return {rule.code: rule.name for rule in self._find_in_force()}

    def _find_in_force(self, date=None):
        domain = self._in_force_domain(date or fields.Date.context_today(self))
        # sudo: the weights are no secret of those who may change them
        return self.sudo().search(Domain(domain), order="valid_from")
