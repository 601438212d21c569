from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import many_codes, one_code

TUBERCULOSIS = "tuberculosis"
BLOCK = {"prefetch": TUBERCULOSIS}
FIRST, LATER = "first", "later"
INTENSIVE, CONTINUED = "1", "2"
TREATED_BEFORE = "2"
TELEPHONE = "3"


class HealthFollowupTuberculosis(models.AbstractModel):
    """Visits of tuberculosis (肺结核患者随访服务记录表, domain C.4), on one of two forms.

    The first one that meets the patient is written on the form of the first home visit.
    """

    _name = "health.followup.tuberculosis"
    _inherit = ["health.followup.tuberculosis.first"]
    _description = "Follow-up of Tuberculosis"

    tb_form = fields.Selection(
        "_selection_tb_form", "Form", compute="_compute_tb_form", store=True, **BLOCK
    )
    tb_deadline = fields.Date(
        "First visit until", compute="_compute_tb_deadline",
        help="Within 72 hours of the notice, which is the day the archive was built on.",
    )  # fmt: skip
    tb_is_late = fields.Boolean("First visit is late", compute="_compute_tb_deadline")
    tb_month = fields.Integer(
        "Month of treatment", compute="_compute_tb_month", store=True, readonly=False,
        aggregator=None, **BLOCK,
    )  # fmt: skip
    tb_phase = fields.Selection(
        "_selection_tb_phase", "Phase of treatment", compute="_compute_tb_phase", store=True,
        readonly=False, **BLOCK,
    )  # fmt: skip
    tb_symptom_ids = many_codes("tb_symptom", "Symptoms and signs", "health_followup_tb_symptom")
    tb_symptom_other = fields.Char("Other symptoms and signs", **BLOCK)
    tb_regimen = fields.Char("Chemotherapy", help="Such as 2HRZE/4HR.", **BLOCK)
    tb_usage_id = one_code("tb_usage", "Drugs are used", **BLOCK)
    tb_dosage_ids = many_codes("tb_dosage", "Form of the drugs", "health_followup_tb_dosage")
    tb_missed_doses = fields.Integer("Doses missed", aggregator="sum", **BLOCK)
    tb_adr_id = one_code("tb_presence", "Reaction to the drugs", **BLOCK)
    tb_adr_text = fields.Char("Which reaction to the drugs", **BLOCK)
    tb_complication_id = one_code("tb_presence", "Complication or other disease", **BLOCK)
    tb_complication_text = fields.Char("Which complication or other disease", **BLOCK)
    tb_is_danger = fields.Boolean(
        "Emergency", help="Severe reaction to the drugs, much blood coughed up, short of breath.",
        **BLOCK,
    )  # fmt: skip
    tb_opinion = fields.Text("Opinion on the treatment", **BLOCK)

    _tb_doses_missed_range = models.Constraint(
        "CHECK (COALESCE(tb_missed_doses, 0) BETWEEN 0 AND 999)", "Doses missed are 0 to 999."
    )
    _tb_month_range = models.Constraint(
        "CHECK (COALESCE(tb_month, 0) BETWEEN 0 AND 60)", "The month of treatment is 1 to 60."
    )

    @api.model
    def _selection_tb_form(self):
        labels = {FIRST: self.env._("First home visit"), LATER: self.env._("Further visit")}
        return list(labels.items())

    @api.model
    def _selection_tb_phase(self):
        labels = {
            INTENSIVE: self.env._("Intensive (or injections)"),
            CONTINUED: self.env._("Continuation"),
        }
        return list(labels.items())

    @api.depends("enrolment_id", "date")
    def _compute_tb_form(self):
        for followup in self:
            if followup.programme_code != TUBERCULOSIS:
                followup.tb_form = False
                continue
            before = followup._get_visits_before()
            is_first = all(visit.is_missed for visit in before)
            followup.tb_form = FIRST if is_first else LATER

    @api.depends("enrolment_id.enrolled_date", "date", "tb_form")
    def _compute_tb_deadline(self):
        for followup in self:
            if followup.tb_form != FIRST:
                followup.tb_deadline = followup.tb_is_late = False
                continue
            enrolment = followup.enrolment_id
            deadline = enrolment.programme_id._get_first_due(enrolment.enrolled_date)
            followup.tb_deadline = deadline
            followup.tb_is_late = bool(followup.date) and followup.date > deadline

    @api.depends("enrolment_id", "date")
    def _compute_tb_month(self):
        for followup in self:
            since = followup.enrolment_id.enrolled_date
            if followup.programme_code != TUBERCULOSIS or not since or not followup.date:
                followup.tb_month = 0
                continue
            passed = relativedelta(followup.date, since)
            followup.tb_month = max(0, 12 * passed.years + passed.months) + 1

    @api.depends("tb_month", "tb_patient_id")
    def _compute_tb_phase(self):
        rules = self.env["health.rule"]
        for followup in self:
            if not followup.tb_month or not followup.date:
                followup.tb_phase = False
                continue
            again = "_again" if followup.tb_patient_id.code == TREATED_BEFORE else ""
            months = rules._get(f"tb_intensive_months{again}", followup.date)
            followup.tb_phase = INTENSIVE if followup.tb_month <= months else CONTINUED

    @api.constrains("way", "enrolment_id", "date")
    def _check_tb_way(self):
        for followup in self:
            if followup.tb_form == FIRST and followup.way == TELEPHONE:
                raise ValidationError(
                    self.env._("The first visit is made at home or at the clinic, no call.")
                )
