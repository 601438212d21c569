from odoo import api, fields, models

from ..tools import one_code


class HealthArchiveSensitive(models.Model):
    """Severe mental disorder or tuberculosis of the resident or of his family.

    A table of its own, closed to all but the sensitive group: a record rule on the rows of an
    ordinary history would still answer a search for “has any row” or for a row's id.
    """

    _name = "health.archive.sensitive"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin"]
    _description = "Sensitive Disease"
    _order = "relative, diagnosed_month, id"
    _part_of_form = True
    _part_is_sensitive = True
    _holds_sensitive_codes = True

    relative = fields.Selection(
        [
            ("self", "The resident"),
            ("father", "Father"),
            ("mother", "Mother"),
            ("sibling", "Brothers and sisters"),
            ("child", "Children"),
        ],
        "Whose",
        required=True,
        default="self",
    )
    code_id = one_code("disease", "Disease", sensitive=True, required=True, index=True)
    diagnosed_month = fields.Date("Diagnosed", help="Month of the diagnosis.")

    _disease_once = models.UniqueIndex(
        "(archive_id, relative, code_id)", "This disease stands in the archive already."
    )

    @api.depends("relative", "code_id", "diagnosed_month")
    def _compute_display_name(self):
        relatives = dict(self._fields["relative"]._description_selection(self.env))
        for disease in self:
            month = disease.diagnosed_month and disease.diagnosed_month.strftime("%Y-%m")
            parts = [relatives.get(disease.relative), disease.code_id.name, month]
            disease.display_name = " ".join(part for part in parts if part)

    @api.constrains("diagnosed_month")
    def _check_past(self):
        own = self.filtered(lambda disease: disease.relative == "self")
        own.archive_id._check_dates_of_life(own, "diagnosed_month", whole_month=True)
