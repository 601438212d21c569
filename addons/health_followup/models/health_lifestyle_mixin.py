from odoo import api, fields, models

LIFESTYLE = [
    "smoke",
    "smoke_target",
    "drink",
    "drink_target",
    "exercise_times",
    "exercise_times_target",
    "exercise_minutes",
    "exercise_minutes_target",
    "salt",
    "salt_target",
    "mind",
    "comply",
]


class HealthLifestyleMixin(models.AbstractModel):
    """How somebody lives, and what was agreed for the next visit (domain C.1.1)."""

    _name = "health.lifestyle.mixin"
    _description = "Way of Living"

    smoke = fields.Integer("Cigarettes a day", aggregator="avg")
    smoke_target = fields.Integer("Target of cigarettes a day", aggregator=None)
    drink = fields.Float(
        "Spirits a day (liang)", digits=(4, 1), aggregator="avg",
        help="In liang of white spirits: beer ÷ 10, red wine ÷ 4, yellow wine ÷ 5.",
    )  # fmt: skip
    drink_target = fields.Float("Spirits a day, target", digits=(4, 1), aggregator=None)
    exercise_times = fields.Integer("Exercise, times a week", aggregator="avg")
    exercise_times_target = fields.Integer("Times a week, target", aggregator=None)
    exercise_minutes = fields.Integer("Exercise, minutes each time", aggregator="avg")
    exercise_minutes_target = fields.Integer("Target of minutes each time", aggregator=None)
    salt = fields.Selection("_selection_salt")
    salt_target = fields.Selection("_selection_salt", "Salt, target")
    mind = fields.Selection("_selection_grade", "Psychological adjustment")
    comply = fields.Selection("_selection_grade", "Following of advice")

    _smoke_range = models.Constraint(
        "CHECK (COALESCE(smoke, 0) BETWEEN 0 AND 100)", "Cigarettes a day are 0 to 100."
    )
    _drink_range = models.Constraint(
        "CHECK (COALESCE(drink, 0) BETWEEN 0 AND 50)", "Spirits a day are 0 to 50 liang."
    )
    _exercise_range = models.Constraint(
        "CHECK (COALESCE(exercise_times, 0) BETWEEN 0 AND 50 "
        "AND COALESCE(exercise_minutes, 0) BETWEEN 0 AND 300)",
        "Exercise is at most 50 times a week and 300 minutes each time.",
    )

    @api.model
    def _selection_salt(self):
        labels = {"1": self.env._("Light"), "2": self.env._("Medium"), "3": self.env._("Heavy")}
        return list(labels.items())

    @api.model
    def _selection_grade(self):
        labels = {"1": self.env._("Good"), "2": self.env._("Fair"), "3": self.env._("Poor")}
        return list(labels.items())
