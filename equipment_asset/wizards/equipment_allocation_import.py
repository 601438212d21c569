from odoo import fields, models

from odoo.addons.safe_spreadsheet.tools import Column, ColumnError


class EquipmentAllocationImport(models.TransientModel):
    """Read population and need of hospitals and sites into an allocation plan."""

    _name = "equipment.allocation.import"
    _inherit = ["server.guard.mixin", "safe_spreadsheet.import.mixin"]
    _description = "Import Population and Need"

    allocation_id = fields.Many2one("equipment.allocation", required=True, ondelete="cascade")

    def _get_columns(self):
        return [
            Column("unit", headers=("单位", "单位名称", "单位编码", "机构名称"), required=True),
            Column("population", headers=("人口", "服务人口", "人口数"), kind="integer"),
            Column("need", headers=("需求", "需求数量", "应配数量"), kind="integer"),
        ]

    def _import_rows(self, rows):
        lines = {}
        # A hospital that is a site of its own has two lines: figures go to the hospital's.
        for line in self.allocation_id.line_ids.sorted(lambda line: not line.parent_id):
            lines[line.unit_id.name] = lines[line.unit_id.code] = line
        for row in rows:
            self._import_figures(row, lines)

    def _import_figures(self, row, lines):
        line = lines.get(row.values["unit"].strip())
        if not line:
            raise ColumnError(
                "unit",
                self.env._(
                    "“%(unit)s” is not in this plan. Write the name or code of a hospital or site "
                    "of it; compute the shares once to load them.",
                    unit=row.values["unit"],
                ),
            )
        names = ("population", "need")
        figures = {name: row.values[name] for name in names if row.values[name] is not None}
        for name in (name for name, figure in figures.items() if figure < 0):
            raise ColumnError(name, self.env._("Population and need cannot be negative."))
        line.write(figures)
