from odoo import fields, models


class OrgUnit(models.Model):
    """The four digits an institution has in its exam numbers."""

    _inherit = "org.unit"

    exam_code = fields.Char(
        "Digits in exam numbers", size=4, copy=False,
        help="Four digits; given by the system with the first exam.",
    )  # fmt: skip

    _exam_code_unique = models.UniqueIndex(
        "(exam_code)", "Another unit has these digits in its exam numbers already."
    )
    _exam_code_format = models.Constraint(
        "CHECK (exam_code ~ '^[0-9]{4}$')", "The digits in exam numbers are exactly four."
    )

    def _get_exam_code(self):
        """The unit's four digits; given now if it has none yet."""
        self.ensure_one()
        # sudo: who examines doesn't keep units, and every unit needs its digits
        unit = self.sudo()
        if not unit.exam_code:
            unit.exam_code = unit.env["ir.sequence"].next_by_code("health.exam.unit")
        return unit.exam_code
