from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class HealthExamLabelFormat(models.Model):
    """Paper of a label printer, or sheets of labels; all sizes in millimetres."""

    _name = "health.exam.label.format"
    _inherit = ["server.guard.mixin"]
    _description = "Label Format"
    _order = "sequence, id"
    _own_unit_fields = frozenset({"org_unit_id"})

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    org_unit_id = fields.Many2one(
        "org.unit", "Hospital", index="btree_not_null", ondelete="restrict",
        help="Only this hospital uses it, before those of all. Empty: all do.",
    )  # fmt: skip
    width = fields.Float("Width (mm)", digits=(5, 1), required=True, default=50)
    height = fields.Float("Height (mm)", digits=(5, 1), required=True, default=30)
    columns = fields.Integer(required=True, default=1)
    rows = fields.Integer(required=True, default=1)
    page_width = fields.Float(
        "Paper width (mm)", digits=(5, 1), help="0: as wide as its labels, as on a roll."
    )
    page_height = fields.Float("Paper height (mm)", digits=(5, 1), help="0: as high as its labels.")
    is_masked = fields.Boolean(
        "Name masked", help="Print 韦** instead of the name, where tubes pass through other hands."
    )
    is_default = fields.Boolean("Default", help="Chosen when the hospital prints.")
    active = fields.Boolean(default=True)

    _sizes = models.Constraint(
        "CHECK (width BETWEEN 25 AND 210 AND height BETWEEN 15 AND 297)",
        "A label is 25 to 210 mm wide and 15 to 297 mm high.",
    )
    _places = models.Constraint(
        "CHECK (columns BETWEEN 1 AND 10 AND rows BETWEEN 1 AND 30)",
        "A sheet has 1 to 10 columns and 1 to 30 rows.",
    )
    _one_default = models.UniqueIndex(
        "(COALESCE(org_unit_id, 0)) WHERE is_default AND active",
        "Another format is the default already. Take the mark away there first.",
    )

    @api.constrains("width", "height", "columns", "rows", "page_width", "page_height")
    def _check_page(self):
        for paper in self:
            too_wide = 0 < paper.page_width < paper.width * paper.columns
            if too_wide or 0 < paper.page_height < paper.height * paper.rows:
                raise ValidationError(
                    self.env._("“%(name)s”: the labels don't fit on the paper.", name=paper.name)
                )

    @api.model
    def _get_default(self, unit):
        """The format of a hospital; else the one for all."""
        return self.search(
            Domain("is_default", "=", True) & Domain("org_unit_id", "in", [unit.id, False]),
            order="org_unit_id NULLS LAST",
            limit=1,
        )

    def _get_page(self):
        """``(width, height)`` of the paper."""
        self.ensure_one()
        return (
            self.page_width or self.width * self.columns,
            self.page_height or self.height * self.rows,
        )

    def _place(self, position):
        """``(left, top)`` of the label at ``position`` of a sheet, counted by rows from 0; the labels
        stand in the middle of the paper."""
        row, column = divmod(position, self.columns)
        width, height = self._get_page()
        left = (width - self.width * self.columns) / 2
        top = (height - self.height * self.rows) / 2
        return left + column * self.width, top + row * self.height
