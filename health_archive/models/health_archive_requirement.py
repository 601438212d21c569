from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Asked of the person, not of the archive: ``{item: field of the person that answers it}``.
PERSON_FIELDS = {
    "identity_number": "identity_ids",
    "sex": "sex",
    "birth_date": "birth_date",
    "phone": "phone",
    "ethnic_group_id": "ethnic_group_id",
    "residence_type": "residence_type",
    "street": "street",
}
FORM_FIELDS = (
    "work_unit", "contact_name", "contact_phone", "registered_address", "doctor_id",
    "blood_abo_id", "blood_rh_id", "education_id", "occupation_id", "marital_id", "payment_ids",
    "allergy_ids", "exposure_ids", "disease_history", "surgery_history", "trauma_history",
    "transfusion_history", "family_father_ids", "family_mother_ids", "family_sibling_ids",
    "family_child_ids", "genetic_history", "disability_ids", "env_kitchen_id", "env_fuel_id",
    "env_water_id", "env_toilet_id", "env_livestock_id",
)  # fmt: skip


class HealthArchiveRequirement(models.Model):
    """A box that a standardised archive (规范化档案) has filled in, and of whom it is asked."""

    _name = "health.archive.requirement"
    _inherit = ["dated.mixin"]
    _description = "Required Item of an Archive"
    _order = "sequence, id"
    _rec_name = "field_label"

    sequence = fields.Integer(default=10)
    field_name = fields.Char("Item code", required=True, help="Technical name of the box.")
    field_label = fields.Char("Box", compute="_compute_field_label")
    age_from = fields.Integer("From age", help="In whole years; asked of nobody younger.")
    rural_only = fields.Boolean("Only in villages")

    _field_from_unique = models.UniqueIndex(
        "(field_name, valid_from)", "This item is required from that date on already."
    )

    @api.depends("field_name")
    @api.depends_context("lang")
    def _compute_field_label(self):
        archives = self.env["health.archive"]
        for requirement in self:
            requirement.field_label = archives._get_field_label(requirement.field_name)

    @api.constrains("field_name")
    def _check_field_name(self):
        known = {*PERSON_FIELDS, *FORM_FIELDS}
        for requirement in self:
            if requirement.field_name not in known:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is no item of the form. Choose one of: %(items)s.",
                        name=requirement.field_name,
                        items=", ".join(sorted(known)),
                    )
                )

    @api.model
    def _get_in_force(self):
        """What is required today."""
        today = fields.Date.context_today(self)
        # sudo: what a form asks for is no secret
        return self.sudo().search(self._in_force_domain(today))
