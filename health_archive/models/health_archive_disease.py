from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import one_code


class HealthArchiveDisease(models.Model):
    """A disease in the resident's history, with the month of its diagnosis."""

    _name = "health.archive.disease"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin"]
    _description = "Past Disease"
    _order = "diagnosed_month, id"
    _part_of_form = True

    code_id = one_code("disease", "Disease", required=True, index=True)
    needs_text = fields.Boolean(related="code_id.needs_text")
    name = fields.Char("Which", help="Of a tumour, an occupational or another disease.")
    diagnosed_month = fields.Date("Diagnosed", help="Month of the diagnosis.")

    _disease_once = models.UniqueIndex(
        "(archive_id, code_id, COALESCE(name, ''))", "This disease stands in the history already."
    )

    @api.depends("code_id", "name", "diagnosed_month")
    def _compute_display_name(self):
        for disease in self:
            month = disease.diagnosed_month and disease.diagnosed_month.strftime("%Y-%m")
            parts = [disease.code_id.name, disease.name, month]
            disease.display_name = " ".join(part for part in parts if part)

    @api.constrains("code_id", "name")
    def _check_name(self):
        for disease in self:
            if disease.code_id.needs_text and not disease.name:
                raise ValidationError(
                    self.env._("Say which: “%(disease)s”.", disease=disease.code_id.name)
                )

    @api.constrains("code_id")
    def _check_not_none(self):
        if self.filtered("code_id.is_exclusive"):
            raise ValidationError(
                self.env._("“None” is no disease: set the history of diseases to “None”.")
            )

    @api.constrains("diagnosed_month")
    def _check_past(self):
        self.archive_id._check_dates_of_life(self, "diagnosed_month", whole_month=True)
