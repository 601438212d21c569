from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

POVERTY = "poverty"
BLOCK = {"prefetch": POVERTY}
ILL = "1"


class HealthFollowupPoverty(models.AbstractModel):
    """Visit of a household registered as poor (建档立卡户随访, domain C.13): local form.

    What such a household is called today stands in its population groups: 脱贫人口,
    防止返贫监测对象.
    """

    _name = "health.followup.poverty"
    _inherit = ["health.followup.block"]
    _description = "Follow-up of Poor Households"

    pov_tag_ids = fields.Many2many(related="partner_id.population_tag_ids", string="Groups today")
    pov_employed = fields.Selection("_selection_pov_employed", "Employment", **BLOCK)
    pov_income = fields.Float(
        "Income of the family (yuan a year)", digits=(12, 2), aggregator="avg", **BLOCK
    )
    pov_source_ids = many_codes("pov_source", "Sources of income", "health_followup_pov_source")
    pov_source_other = fields.Char("Other source of income", **BLOCK)
    pov_cause_ids = many_codes("pov_cause", "Cause of poverty", "health_followup_pov_cause")
    pov_cause_other = fields.Char("Other cause of poverty", **BLOCK)
    pov_own_health_id = one_code("pov_health", "Own health", **BLOCK)
    pov_spouse_health_id = one_code("pov_health", "Health of the spouse", **BLOCK)
    pov_elder_health_id = one_code("pov_health", "Health of the elders", **BLOCK)
    pov_children = fields.Integer("Number of children", aggregator="avg", **BLOCK)
    pov_elders = fields.Integer("Elders to support", aggregator="avg", **BLOCK)
    pov_ill = fields.Selection("_selection_pov_ill", "Ill at present", **BLOCK)
    pov_disease_ids = many_codes("pov_disease", "Diseases", "health_followup_pov_disease")
    pov_disease_other = fields.Char("Other disease", **BLOCK)
    pov_record = fields.Text("Record of the visit", **BLOCK)

    _pov_income_range = models.Constraint(
        "CHECK (COALESCE(pov_income, 0) BETWEEN 0 AND 10000000)",
        "The income of the family is 0 to 10,000,000 yuan a year. Write it in yuan.",
    )
    _pov_family_range = models.Constraint(
        "CHECK (COALESCE(pov_children, 0) BETWEEN 0 AND 20 "
        "AND COALESCE(pov_elders, 0) BETWEEN 0 AND 20)",
        "Children, and elders to support, are 0 to 20 each.",
    )

    @api.model
    def _selection_pov_employed(self):
        return list({"1": self.env._("In work"), "2": self.env._("Without work")}.items())

    @api.model
    def _selection_pov_ill(self):
        return list({ILL: self.env._("Ill"), "2": self.env._("Not ill")}.items())

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != POVERTY:
            return boxes
        boxes += ["pov_employed", "pov_source_ids", "pov_own_health_id", "pov_ill"]
        return [*boxes, "pov_disease_ids"] if self.pov_ill == ILL else boxes

    @api.model
    def _get_repeated_boxes(self):
        """What a household answers every year alike; its health is asked anew."""
        boxes = ["pov_employed", "pov_source_ids", "pov_source_other", "pov_cause_ids"]
        boxes += ["pov_cause_other", "pov_children", "pov_elders"]
        return [*super()._get_repeated_boxes(), *boxes]

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {POVERTY: "health_followup.health_followup_view_form_poverty"}

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == POVERTY:
            return self.env._("Follow-up record of a household registered as poor (local form)")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != POVERTY:
            return super()._get_paper_body()
        family, health = self.env._("Family"), self.env._("Health")
        return [
            self._paper_choice("pov_employed", family),
            self._paper_value("pov_income", family),
            self._paper_code("pov_source_ids", family, text="pov_source_other"),
            self._paper_code("pov_cause_ids", family, text="pov_cause_other"),
            self._paper_value("pov_children", family),
            self._paper_value("pov_elders", family),
            self._paper_code("pov_own_health_id", health),
            self._paper_code("pov_spouse_health_id", health),
            self._paper_code("pov_elder_health_id", health),
            self._paper_choice("pov_ill", health),
            self._paper_code("pov_disease_ids", health, text="pov_disease_other"),
            self._paper_value("pov_record"),
        ]

    def _get_paper_foot(self):
        """This form has no class and no drugs."""
        if self.programme_id.code != POVERTY:
            return super()._get_paper_foot()
        return [*self._paper_referral(), *self._paper_end()]
