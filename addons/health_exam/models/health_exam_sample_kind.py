from odoo import api, fields, models


class HealthExamSampleKind(models.Model):
    """A kind of sample, its suffix behind the exam number and its tube (domain F.1)."""

    _name = "health.exam.sample.kind"
    _inherit = ["dated.mixin"]
    _description = "Kind of Sample"
    _order = "suffix, valid_from desc"

    name = fields.Char(required=True, translate=True)
    code = fields.Selection(
        lambda self: self.env["health.exam.item"]._fields["sample"].selection,
        "Sample of the items", required=True,
    )  # fmt: skip
    suffix = fields.Char(
        required=True, size=1, help="Digit behind the exam number on the label, as in …-1."
    )
    tube = fields.Char(translate=True, help="Colour and additive, printed on the label.")
    is_at_table = fields.Boolean(
        "Taken at the blood table",
        help="Else the resident brings it: its tube is scanned when it is handed in.",
    )

    _suffix_format = models.Constraint(
        "CHECK (suffix ~ '^[1-9]$')", "A suffix is one digit, 1 to 9."
    )
    _suffix_unique = models.UniqueIndex(
        "(suffix, valid_from)", "Another kind of sample has this suffix."
    )
    _code_unique = models.UniqueIndex(
        "(code, valid_from)", "This kind of sample has a suffix from that date on already."
    )

    @api.model
    def _get_in_force(self, date):
        """``{code: kind}`` of the kinds in force on ``date``."""
        found = self.search(self._in_force_domain(date), order="suffix, valid_from")
        return {kind.code: kind for kind in found}
