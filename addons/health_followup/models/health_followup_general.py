from odoo import api, fields, models

GENERAL = "general"


class HealthFollowupGeneral(models.AbstractModel):
    """A contact with somebody of the general population (一般人群随访, domain C.12): local form."""

    _name = "health.followup.general"
    _inherit = ["health.followup.glucose"]
    _description = "Follow-up of the General Population"

    gen_content = fields.Text("Content of the follow-up", prefetch=GENERAL)

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "sbp", "dbp"]

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        return [*boxes, "gen_content"] if self.programme_code == GENERAL else boxes

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {GENERAL: "health_followup.health_followup_view_form_general"}

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == GENERAL:
            return self.env._("Follow-up record of the general population (local form)")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != GENERAL:
            return super()._get_paper_body()
        tests = self.env._("Auxiliary tests")
        return [
            self._paper_value("gen_content"),
            self._paper_value("sbp", tests),
            self._paper_value("dbp", tests),
            self._paper_value("glu_fasting", tests),
            self._paper_value("glu_random", tests),
        ]

    def _get_paper_foot(self):
        """This form has no class and no drugs."""
        if self.programme_id.code != GENERAL:
            return super()._get_paper_foot()
        return [*self._paper_referral(), *self._paper_end()]
