from odoo import api, fields, models

from ..tools import many_codes, one_code

BLOCK = {"prefetch": "diabetes"}
TYPE_2 = "2"


class HealthEnrolmentDiabetes(models.AbstractModel):
    """Special archive of diabetes (糖尿病专项档案).

    All types are kept; only type 2 counts for the national programme and its population group.
    """

    _name = "health.enrolment.diabetes"
    _inherit = ["health.enrolment.block"]
    _description = "Special Archive of Diabetes"

    dm_type_id = one_code("dm_type", "Type of diabetes", index="btree_not_null", **BLOCK)
    dm_source_id = one_code("dm_source", "Source of the case", **BLOCK)
    dm_family_id = one_code("dm_family", "Diabetes in the family", **BLOCK)
    dm_risk_ids = many_codes("dm_risk", "Risk factors of diabetes", "health_enrolment_dm_risk_rel")
    dm_fasting_glucose = fields.Float("Fasting glucose at entry (mmol/L)", digits=(4, 1), **BLOCK)
    dm_meal_glucose = fields.Float(
        "Glucose after a meal at entry (mmol/L)", digits=(4, 1), help="Two hours after it.", **BLOCK
    )
    dm_complications = fields.Char("Complications of diabetes", **BLOCK)
    dm_group_id = one_code("dm_group", "Diabetes group", **BLOCK)

    _dm_fasting_range = models.Constraint(
        "CHECK (dm_fasting_glucose = 0 OR dm_fasting_glucose BETWEEN 0.5 AND 60)",
        "Fasting glucose lies between 0.5 and 60 mmol/L.",
    )
    _dm_meal_range = models.Constraint(
        "CHECK (dm_meal_glucose = 0 OR dm_meal_glucose BETWEEN 0.5 AND 60)",
        "Glucose after a meal lies between 0.5 and 60 mmol/L.",
    )

    @api.model
    def _get_special_forms(self):
        form = "health_archive.health_enrolment_view_form_diabetes"
        return super()._get_special_forms() | {"diabetes": form}

    @api.model
    def _get_tag_fields(self):
        return super()._get_tag_fields() | {"dm_type_id"}

    def _deserves_tag(self):
        type_2 = self.env["health.code"]._get("dm_type", TYPE_2)
        return super()._deserves_tag() and self.dm_type_id in (self.dm_type_id.browse(), type_2)
