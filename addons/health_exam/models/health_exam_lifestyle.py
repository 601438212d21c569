from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import many_codes, one_code

LIFESTYLE = {"section": "lifestyle", "prefetch": "lifestyle"}
HAZARDS = ("dust", "radiation", "physical", "chemical", "other")
# Boxes that mean nothing beside a “never”.
HIDDEN_BY_NEVER = {
    "smoke_id": ("smoke_per_day", "smoke_start_age", "smoke_quit_age"),
    "drink_id": (
        "drink_liang", "drink_quit_id", "drink_quit_age", "drink_start_age", "drunk_id",
        "drink_kind_ids", "drink_kind_text",
    ),
}  # fmt: skip
NEVER = "1"


class HealthExamLifestyle(models.AbstractModel):
    """Way of living and exposure at work (生活方式, domain B.3)."""

    _name = "health.exam.lifestyle"
    _inherit = ["health.exam.block"]
    _description = "Lifestyle"

    exercise_id = one_code("exam_exercise", "Exercise", **LIFESTYLE)
    exercise_minutes = fields.Integer("Minutes each time", aggregator="avg", **LIFESTYLE)
    exercise_years = fields.Float("Years of exercise", digits=(4, 1), aggregator=None, **LIFESTYLE)
    exercise_mode = fields.Char("Way of exercise", **LIFESTYLE)
    diet_ids = many_codes("exam_diet", "Diet", "health_exam_diet", **LIFESTYLE)
    smoke_id = one_code("exam_smoke", "Smoking", **LIFESTYLE)
    smoke_code = fields.Char(related="smoke_id.code", string="Code of smoking")
    smoke_per_day = fields.Integer(
        "Cigarettes a day", aggregator="avg", help="Of an ex-smoker: before giving up.", **LIFESTYLE
    )
    smoke_start_age = fields.Integer("Smoker from age", aggregator=None, **LIFESTYLE)
    smoke_quit_age = fields.Integer("Gave up smoking at age", aggregator=None, **LIFESTYLE)
    drink_id = one_code("exam_drink", "Drinking", **LIFESTYLE)
    drink_code = fields.Char(related="drink_id.code", string="Code of drinking")
    drink_liang = fields.Float(
        "Spirits a day (liang)", digits=(4, 1), aggregator="avg",
        help="In liang of white spirits: beer ÷ 10, red wine ÷ 4, yellow wine ÷ 5.", **LIFESTYLE,
    )  # fmt: skip
    drink_quit_id = one_code("exam_quit", "Given up drinking", **LIFESTYLE)
    drink_quit_age = fields.Integer("Gave up drinking at age", aggregator=None, **LIFESTYLE)
    drink_start_age = fields.Integer("Drinker from age", aggregator=None, **LIFESTYLE)
    drunk_id = one_code("exam_yes_no", "Drunk in the last year", **LIFESTYLE)
    drink_kind_ids = many_codes("exam_liquor", "Kinds of drink", "health_exam_liquor", **LIFESTYLE)
    drink_kind_text = fields.Char("Other drink", **LIFESTYLE)
    occ_hazard_id = one_code("occ_hazard", "Occupational exposure", **LIFESTYLE)
    occ_job = fields.Char("Kind of work", **LIFESTYLE)
    occ_years = fields.Integer("Years at this work", aggregator=None, **LIFESTYLE)
    occ_dust = fields.Char("Dust", **LIFESTYLE)
    occ_dust_protection_id = one_code("exam_protection", "Protection from dust", **LIFESTYLE)
    occ_radiation = fields.Char("Radioactive matter", **LIFESTYLE)
    occ_radiation_protection_id = one_code(
        "exam_protection", "Protection from radiation", **LIFESTYLE
    )
    occ_physical = fields.Char("Physical factor", **LIFESTYLE)
    occ_physical_protection_id = one_code(
        "exam_protection", "Protection from the physical factor", **LIFESTYLE
    )
    occ_chemical = fields.Char("Chemical", **LIFESTYLE)
    occ_chemical_protection_id = one_code(
        "exam_protection", "Protection from the chemical", **LIFESTYLE
    )
    occ_other = fields.Char("Other hazard", **LIFESTYLE)
    occ_other_protection_id = one_code(
        "exam_protection", "Protection from the other hazard", **LIFESTYLE
    )

    _exercise_range = models.Constraint(
        "CHECK (COALESCE(exercise_minutes, 0) BETWEEN 0 AND 300)",
        "Exercise is at most 300 minutes each time.",
    )
    _smoke_range = models.Constraint(
        "CHECK (COALESCE(smoke_per_day, 0) BETWEEN 0 AND 100)", "Cigarettes a day are 0 to 100."
    )
    _drink_range = models.Constraint(
        "CHECK (COALESCE(drink_liang, 0) BETWEEN 0 AND 50)", "Spirits a day are 0 to 50 liang."
    )
    _smoke_order = models.Constraint(
        "CHECK (COALESCE(smoke_quit_age, 0) = 0 OR COALESCE(smoke_start_age, 0) <= smoke_quit_age)",
        "Smoking was given up before it began: look at both ages again.",
    )

    @api.constrains("smoke_start_age", "smoke_quit_age", "drink_start_age", "drink_quit_age",
                    "exercise_years", "occ_years")  # fmt: skip
    def _check_ages(self):
        names = ("smoke_start_age", "smoke_quit_age", "drink_start_age", "drink_quit_age",
                 "exercise_years", "occ_years")  # fmt: skip
        for exam in self:
            for name in names:
                if exam.age and exam[name] > exam.age:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” %(value)g is more than the age of %(age)s years.",
                            field=exam._get_label(name),
                            value=exam[name],
                            age=exam.age,
                        )
                    )

    @api.constrains("diet_ids")
    def _check_diet(self):
        """One of balanced, meat and vegetables, and any of salt, oil and sugar."""
        for exam in self:
            if len(exam.diet_ids.filtered(lambda code: code.code in ("1", "2", "3"))) > 1:
                raise ValidationError(
                    self.env._("Diet: choose only one of balanced, mainly meat, mainly vegetables.")
                )

    @api.onchange("smoke_id", "drink_id")
    def _onchange_never(self):
        """“Never” leaves the boxes behind it empty."""
        for name, hidden in HIDDEN_BY_NEVER.items():
            if self[name].code == NEVER:
                self.update(dict.fromkeys(hidden, False))
