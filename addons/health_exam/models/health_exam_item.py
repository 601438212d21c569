from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.resident.models.res_partner import SEXES


class HealthExamItem(models.Model):
    """What is asked for, done, refused or missing as one (项目字典, domain B.10).

    ``field_names`` names the boxes: all of those between commas make the item done, and ``|``
    parts one way of doing it from another (the pressure of the left arm or of the right).
    """

    _name = "health.exam.item"
    _description = "Item of an Examination"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    section_id = fields.Many2one(
        "health.exam.section", required=True, index=True, ondelete="restrict"
    )
    field_names = fields.Char(
        "Boxes", required=True, help="Technical names; “,” is and, “|” is or."
    )
    sample = fields.Selection(
        [
            ("blood", "Blood (EDTA)"),
            ("serum", "Serum"),
            ("urine", "Urine"),
            ("stool", "Stool"),
            ("smear", "Smear"),
        ],
        help="Which sample the item is measured in; a label is printed for it.",
    )
    sex = fields.Selection(SEXES[:2], help="Only for this sex; empty: both.")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another item has this code already.")

    @api.constrains("field_names", "section_id")
    def _check_field_names(self):
        exams = self.env["health.exam"]
        for item in self:
            for name in item._get_all_field_names():
                if exams._get_section_of(name) != item.section_id.code:
                    raise ValidationError(
                        self.env._(
                            "“%(name)s” is no box of the section “%(section)s”.",
                            name=name,
                            section=item.section_id.name,
                        )
                    )

    def _get_ways(self):
        """``[[field names], …]``: the boxes of each way to do the item."""
        self.ensure_one()
        return [[name.strip() for name in way.split(",")] for way in self.field_names.split("|")]

    def _get_all_field_names(self):
        return [name for way in self._get_ways() for name in way]

    def _is_done(self, exam):
        """Whether all boxes of one way are filled in ``exam``."""
        return any(all(exam[name] for name in way) for way in self._get_ways())
