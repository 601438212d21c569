from odoo import api, fields, models
from odoo.exceptions import ValidationError

VITALS = {
    "sbp": "sbp",
    "dbp": "dbp",
    "weight": "weight",
    "height": "height",
    "waist": "waist",
    "heart_rate": "pulse",
}
"""Box: code of the kind of measurement that says which numbers are believed."""


class HealthVitalsMixin(models.AbstractModel):
    """What is measured at nearly every visit. 0 is “not measured” (domain B.2)."""

    _name = "health.vitals.mixin"
    _description = "Vital Signs"

    sbp = fields.Integer("Systolic pressure (mmHg)", aggregator="avg")
    dbp = fields.Integer("Diastolic pressure (mmHg)", aggregator="avg")
    heart_rate = fields.Integer("Heart rate (/min)", aggregator="avg")
    height = fields.Float("Height (cm)", digits=(4, 1), aggregator="avg")
    weight = fields.Float("Weight (kg)", digits=(4, 1), aggregator="avg")
    weight_target = fields.Float("Target weight (kg)", digits=(4, 1), aggregator=None)
    waist = fields.Float("Waist (cm)", digits=(4, 1), aggregator="avg")
    bmi = fields.Float(
        "BMI (kg/m²)", compute="_compute_bmi", digits=(5, 2), store=True, aggregator="avg",
        help="Classified with two decimals, printed with one.",
    )  # fmt: skip
    bmi_target = fields.Float("Target BMI", compute="_compute_bmi_target", digits=(5, 2))

    _pressure_order = models.Constraint(
        "CHECK (COALESCE(sbp, 0) = 0 OR COALESCE(dbp, 0) = 0 OR sbp > dbp)",
        "The systolic pressure isn't above the diastolic one: are they interchanged?",
    )

    @api.depends("height", "weight")
    def _compute_bmi(self):
        for record in self:
            record.bmi = _get_bmi(record.weight, record.height)

    @api.depends("height", "weight_target")
    def _compute_bmi_target(self):
        for record in self:
            record.bmi_target = _get_bmi(record.weight_target, record.height)

    @api.constrains(lambda self: list(self._get_vital_boxes()))
    def _check_possible(self):
        kinds = self._get_vital_kinds()
        for record in self:
            for name, kind in kinds.items():
                if record[name] and not kind._is_possible(record[name]):
                    raise ValidationError(kind._get_objection(record[name]))

    @api.onchange(*VITALS)
    def _onchange_vitals(self):
        objections = [
            kind._get_objection(self[name])
            for name, kind in self._get_vital_kinds().items()
            if self[name] and kind._is_possible(self[name])
        ]
        if self.sbp and self.dbp and self.sbp <= self.dbp:
            objections.append(
                self.env._(
                    "Systolic %(sbp)s isn't above diastolic %(dbp)s: are they interchanged?",
                    sbp=self.sbp,
                    dbp=self.dbp,
                )
            )
        if text := "\n".join(filter(None, objections)):
            return {"warning": {"title": self.env._("Please look again"), "message": text}}
        return None

    @api.model
    def _get_vital_boxes(self):
        """Hook: ``{box: code of the kind of measurement that says what is believed}``."""
        return VITALS | {"bmi": "bmi"}

    @api.model
    def _get_kept_boxes(self):
        """Hook: ``{box: code of the kind}`` of what joins the measurements of the resident."""
        return dict(VITALS)

    @api.model
    def _get_vital_kinds(self, boxes=None):
        kinds = self.env["health.measurement.kind"]
        found = {
            name: kinds._get_by_code(code)
            for name, code in (boxes or self._get_vital_boxes()).items()
        }
        # read together, not one by one
        together = kinds.union(*found.values())._prefetch_ids
        return {name: kind.with_prefetch(together) for name, kind in found.items() if kind}


def _get_bmi(weight, height):
    return weight / (height / 100) ** 2 if weight and height else 0
