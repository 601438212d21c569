from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import many_codes, one_code

MENTAL = "mental"
BLOCK = {"prefetch": MENTAL}
DIED, SOMATIC, WAS_IN_HOSPITAL, THREE_IN_VAIN = "1", "1", "2", "4"
ACTS = (
    "smd_minor_trouble",
    "smd_trouble",
    "smd_accident",
    "smd_other_danger",
    "smd_self_harm",
    "smd_suicide_attempt",
)
FUNCTIONS = (
    "smd_life_id",
    "smd_housework_id",
    "smd_work_id",
    "smd_learning_id",
    "smd_social_id",
)
ASSESSED = (
    "smd_risk_id",
    "smd_insight_id",
    "smd_sleep_id",
    "smd_diet_id",
    *FUNCTIONS,
    "smd_restraint_id",
    "smd_hospital_id",
    "smd_laboratory_id",
    "smd_adherence_id",
    "smd_adr_id",
    "smd_effect_id",
)
"""Boxes that only who was met can answer; the form is signed with all of them."""


def _times(label):
    return fields.Integer(label, aggregator="sum", **BLOCK)


class HealthFollowupMental(models.AbstractModel):
    """Follow-up of a severe mental disorder (严重精神障碍患者随访服务记录表, domain C.3).

    ``smd_danger_ids`` isn't on the paper: what the norm classifies by and no box of the paper tells.
    """

    _name = "health.followup.mental"
    _inherit = ["health.followup.reached"]
    _description = "Follow-up of a Severe Mental Disorder"

    smd_lost_id = one_code("smd_lost", "Lost because", **BLOCK)
    smd_lost_text = fields.Char("Lost because of something else", **BLOCK)
    smd_death_date = fields.Date("Died on", **BLOCK)
    smd_death_cause_id = one_code("smd_death_cause", "Cause of death", **BLOCK)
    smd_death_disease_id = one_code("smd_death_disease", "Fatal disease", **BLOCK)
    smd_risk_id = one_code("smd_risk", "Risk", **BLOCK)
    smd_symptom_ids = many_codes("smd_symptom", "Present symptoms", "health_followup_smd_symptom")
    smd_symptom_other = fields.Char("Other present symptoms", **BLOCK)
    smd_danger_ids = many_codes("smd_danger", "Signs of instability", "health_followup_smd_danger")
    smd_insight_id = one_code("smd_insight", "Insight", **BLOCK)
    smd_sleep_id = one_code("smd_grade", "Sleep", **BLOCK)
    smd_diet_id = one_code("smd_grade", "Appetite", **BLOCK)
    smd_life_id = one_code("smd_grade", "Care of oneself", **BLOCK)
    smd_housework_id = one_code("smd_grade", "Housework", **BLOCK)
    smd_work_id = one_code("smd_work", "Productive work", **BLOCK)
    smd_learning_id = one_code("smd_grade", "Ability to learn", **BLOCK)
    smd_social_id = one_code("smd_grade", "Dealing with people", **BLOCK)
    smd_minor_trouble = _times("Minor disturbances, times")
    smd_trouble = _times("Disturbances, times")
    smd_accident = _times("Serious incidents, times")
    smd_other_danger = _times("Other dangerous acts, times")
    smd_self_harm = _times("Self-harm, times")
    smd_suicide_attempt = _times("Attempted suicides, times")
    smd_restraint_id = one_code("smd_restraint", "Restraint since the last visit", **BLOCK)
    smd_hospital_id = one_code("smd_hospital", "Hospital since the last visit", **BLOCK)
    smd_discharge_date = fields.Date("Last discharged on", **BLOCK)
    smd_laboratory_id = one_code("smd_laboratory", "Laboratory tests", **BLOCK)
    smd_laboratory_text = fields.Char("Which laboratory tests", **BLOCK)
    smd_adherence_id = one_code("smd_adherence", "Taking of drugs", **BLOCK)
    smd_adr_id = one_code("smd_adr", "Reaction to drugs", **BLOCK)
    smd_adr_text = fields.Char("Which reaction to drugs", **BLOCK)
    smd_effect_id = one_code("smd_outcome", "Effect of the treatment", **BLOCK)
    smd_rehab_ids = many_codes("smd_rehab", "Rehabilitation", "health_followup_smd_rehab")
    smd_rehab_other = fields.Char("Other rehabilitation", **BLOCK)

    _smd_times_range = models.Constraint(
        "CHECK (LEAST(" + ", ".join(f"COALESCE({name}, 0)" for name in ACTS) + ") >= 0 "
        "AND GREATEST(" + ", ".join(f"COALESCE({name}, 0)" for name in ACTS) + ") <= 999)",
        "Dangerous acts are counted: 0 to 999 times.",
    )

    @api.constrains("smd_discharge_date")
    def _check_smd_discharge(self):
        self.archive_id._check_dates_of_life(self, "smd_discharge_date")
        for followup in self:
            if followup.smd_discharge_date and followup.smd_discharge_date > followup.date:
                raise ValidationError(self.env._("The discharge comes before the visit."))

    @api.constrains("is_missed", "smd_lost_id", "smd_death_date", "date", "class_id", *ASSESSED)
    def _check_smd_met(self):
        for followup in self.filtered(lambda followup: followup.programme_code == MENTAL):
            if followup.smd_death_date and followup.smd_death_date > followup.date:
                raise ValidationError(self.env._("The death comes before the visit."))
            if followup.smd_lost_id and not followup.is_missed:
                raise ValidationError(
                    self.env._("Who is lost wasn't reached: tick “Not reached”, too.")
                )
            if not followup._met_resident() and any(
                followup[name] for name in (*ASSESSED, "class_id")
            ):
                raise ValidationError(
                    self.env._(
                        "Whom nobody met isn't assessed and gets no class: empty those boxes."
                    )
                )

    @api.onchange("is_missed", "smd_death_date")
    def _onchange_smd_met(self):
        if not self._met_resident():
            self.update(dict.fromkeys((*ASSESSED, "smd_symptom_ids", "smd_danger_ids"), False))
        if not self.is_missed:
            self.smd_lost_id = False
        elif self.programme_code == MENTAL and self.date and self._is_third_in_vain():
            self.smd_lost_id = self.env["health.code"]._get("smd_lost", THREE_IN_VAIN)

    @api.onchange("smd_risk_id", *ACTS)
    def _onchange_smd_risk_id(self):
        if self.smd_risk_id.code == "0" and any(self[name] for name in ACTS):
            text = self.env._("Dangerous acts are counted, and the risk is 0: is that right?")
            return {"warning": {"title": self.env._("Please look again"), "message": text}}
        return None

    def _is_third_in_vain(self):
        """Whether, with this one, so many visits in a row found nobody that he counts as lost."""
        times = int(self.env["health.rule"]._get("mental_lost_visits", self.date))
        before = self._get_visits_before()[: times - 1]
        return len(before) == times - 1 and all(visit.is_missed for visit in before)
