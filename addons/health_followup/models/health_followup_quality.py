from odoo import api, fields, models


class HealthFollowupMixin(models.AbstractModel):
    """Red flag (domain C.1.4): a class that the findings of the visit don't bear out.

    What the findings bear out is said by the decision table, so that a new norm changes the flag
    with it. The flag stays when somebody overrules the table with a reason: others look at it.
    """

    _inherit = "health.followup.mixin"

    quality_warning = fields.Selection(
        "_selection_quality_warning", "Quality warning", compute="_compute_quality_warning",
        store=True, help="The class doesn't fit what was found.",
    )  # fmt: skip

    _quality_list = models.Index("(org_unit_id, date DESC) WHERE quality_warning IS NOT NULL")

    @api.model
    def _selection_quality_warning(self):
        labels = {
            "too_good": self.env._("Better class than the findings allow"),
            "no_reason": self.env._("Worse class without a finding"),
            "unmeasured": self.env._("Class without the numbers it needs"),
        }
        return list(labels.items())

    @api.depends("class_id", "proposed_class_id")
    def _compute_quality_warning(self):
        for followup in self:
            followup.quality_warning = followup._get_quality_warning()

    def _get_quality_warning(self):
        """Key of the warning, or False. A table asks for the worst classes first."""
        chosen, by_rule = self.class_id, self.proposed_class_id
        if not chosen or chosen == by_rule:
            return False
        if not by_rule:
            return False if self.decision_id else "unmeasured"
        worst_first = self.decision_id._get_table(self.programme_id, self.date).class_id
        milder = worst_first[worst_first.ids.index(by_rule.id) + 1 :]
        return "too_good" if chosen in milder else "no_reason"
