from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import many_codes, one_code

NONE, SOME = "1", "2"
NONE_OR_SOME = [(NONE, "None"), (SOME, "Yes")]
ROWS_OF_HISTORY = {
    "disease_history": "disease_ids",
    "surgery_history": "surgery_ids",
    "trauma_history": "trauma_ids",
    "transfusion_history": "transfusion_ids",
}


class HealthArchive(models.Model):
    """The personal basic information form (个人基本信息表), in the order of the paper."""

    _inherit = "health.archive"

    name = fields.Char("Name of the resident", related="partner_id.name")
    sex = fields.Selection(related="partner_id.sex")
    birth_date = fields.Date(related="partner_id.birth_date")
    age = fields.Integer(related="partner_id.age")
    identity_number = fields.Char(related="partner_id.identity_number")
    phone = fields.Char(related="partner_id.phone")
    street = fields.Char(related="partner_id.street", string="Address")
    household_id = fields.Many2one(related="partner_id.household_id")
    residence_type = fields.Selection(related="partner_id.residence_type")
    ethnic_group_id = fields.Many2one(related="partner_id.ethnic_group_id")

    work_unit = fields.Char("Workplace", help="The last one of who is retired; none: “无”.")
    contact_name = fields.Char("Contact person")
    contact_phone = fields.Char("Telephone of the contact person")
    registered_address = fields.Char(help="As in the household register.")
    blood_abo_id = one_code("blood_abo", "Blood group")
    blood_rh_id = one_code("blood_rh", "Rh")
    education_id = one_code("education", "Education")
    occupation_id = one_code("occupation", "Occupation")
    marital_id = one_code("marital", "Marital status")
    payment_ids = many_codes(
        "payment", "Payment of medical costs", relation="health_archive_payment_rel"
    )
    payment_other = fields.Char("Other payment")
    allergy_ids = many_codes("allergy", "Drug allergies", relation="health_archive_allergy_rel")
    allergy_other = fields.Char("Other allergy")
    exposure_ids = many_codes("exposure", "Exposures", relation="health_archive_exposure_rel")

    disease_history = fields.Selection(
        NONE_OR_SOME, "Diseases", compute="_compute_disease_history", store=True, readonly=False
    )
    disease_ids = fields.One2many("health.archive.disease", "archive_id", "Past diseases")
    sensitive_ids = fields.One2many(
        "health.archive.sensitive", "archive_id", "Sensitive diseases",
        groups="resident.group_health_sensitive",
    )  # fmt: skip
    surgery_history = fields.Selection(
        NONE_OR_SOME, "Operations", compute="_compute_surgery_history", store=True, readonly=False
    )
    surgery_ids = fields.One2many(
        "health.archive.event", "archive_id", "Past operations", domain=[("kind", "=", "surgery")]
    )
    trauma_history = fields.Selection(
        NONE_OR_SOME, "Injuries", compute="_compute_trauma_history", store=True, readonly=False
    )
    trauma_ids = fields.One2many(
        "health.archive.event", "archive_id", "Past injuries", domain=[("kind", "=", "trauma")]
    )
    transfusion_history = fields.Selection(
        NONE_OR_SOME, "Transfusions", compute="_compute_transfusion_history", store=True,
        readonly=False,
    )  # fmt: skip
    transfusion_ids = fields.One2many(
        "health.archive.event", "archive_id", "Past transfusions",
        domain=[("kind", "=", "transfusion")],
    )  # fmt: skip

    family_father_ids = many_codes(
        "family_disease", "Family history: father", "health_archive_father_rel"
    )
    family_mother_ids = many_codes(
        "family_disease", "Family history: mother", "health_archive_mother_rel"
    )
    family_sibling_ids = many_codes(
        "family_disease", "Family history: siblings", "health_archive_sibling_rel"
    )
    family_child_ids = many_codes(
        "family_disease", "Family history: children", "health_archive_child_rel"
    )
    family_other = fields.Char("Other disease in the family")
    genetic_history = fields.Selection(NONE_OR_SOME, "Hereditary disease")
    genetic_name = fields.Char("Name of the hereditary disease")
    disability_ids = many_codes("disability", "Disabilities", "health_archive_disability_rel")
    disability_other = fields.Char("Other disability")

    env_kitchen_id = one_code("env_kitchen", "Kitchen ventilation")
    env_fuel_id = one_code("env_fuel", "Fuel")
    env_water_id = one_code("env_water", "Drinking water")
    env_toilet_id = one_code("env_toilet", "Toilet")
    env_livestock_id = one_code("env_livestock", "Livestock pen")

    @api.depends("disease_ids")
    def _compute_disease_history(self):
        self._say_some("disease_history")

    @api.depends("surgery_ids")
    def _compute_surgery_history(self):
        self._say_some("surgery_history")

    @api.depends("trauma_ids")
    def _compute_trauma_history(self):
        self._say_some("trauma_history")

    @api.depends("transfusion_ids")
    def _compute_transfusion_history(self):
        self._say_some("transfusion_history")

    def _say_some(self, history):
        """A row in a history answers the question whether there is one."""
        for archive in self:
            has_rows = bool(archive[ROWS_OF_HISTORY[history]])
            archive[history] = SOME if has_rows else archive[history]

    @api.constrains("genetic_name", "genetic_history", *ROWS_OF_HISTORY)
    def _check_histories(self):
        for archive in self:
            contradicting = [
                history
                for history, rows in ROWS_OF_HISTORY.items()
                if archive[history] == NONE and archive[rows]
            ]
            if archive.genetic_history == NONE and archive.genetic_name:
                contradicting.append("genetic_history")
            if contradicting:
                raise ValidationError(
                    self.env._(
                        "“%(field)s”: “None” excludes the rows below it.",
                        field=self._fields[contradicting[0]]._description_string(self.env),
                    )
                )
