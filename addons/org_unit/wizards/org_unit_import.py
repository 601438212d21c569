from odoo import models

from odoo.addons.safe_spreadsheet.tools import CellError, Column, ColumnError


class OrgUnitImport(models.TransientModel):
    """Create units, or update those whose code is known already, from a spreadsheet."""

    _name = "org.unit.import"
    _inherit = "safe_spreadsheet.import.mixin"
    _description = "Import Units"

    def _get_columns(self):
        return [
            Column("code", headers=("编码", "单位编码", "机构编码"), required=True),
            Column("name", headers=("名称", "单位名称", "机构名称"), required=True),
            Column("kind", headers=("类型", "单位类型", "机构类型"), required=True),
            Column("parent", headers=("上级编码", "上级单位编码")),
            Column("region", headers=("区划代码", "行政区划代码")),
            Column("street", headers=("地址", "详细地址")),
            Column("phone", headers=("电话", "联系电话")),
        ]

    def _import_table(self, table):
        """Superior units may stand anywhere in the file: they are imported first."""
        self._refuse_duplicates(table)
        table.rows = self._sort_superiors_first(table.rows)
        return super()._import_table(table)

    def _import_row(self, row):
        vals = self._prepare_unit_vals(row.values)
        unit = self._find_unit(row.values["code"])
        if unit:
            unit.write(vals)
        else:
            unit = unit.create({"code": row.values["code"], **vals})
        self._write_address(unit, row.values)

    def _refuse_duplicates(self, table):
        first_rows = {}
        for row in table.rows:
            first = first_rows.setdefault(row.values["code"], row)
            if first is not row:
                message = self.env._(
                    "Row %(row)s has the code “%(code)s” already.",
                    row=first.number,
                    code=row.values["code"],
                )
                table.errors.append(CellError(f"A{row.number}", "", message))
        table.rows = list(first_rows.values())

    def _sort_superiors_first(self, rows):
        waiting = {row.values["code"]: row for row in rows}
        ordered = []
        while waiting:
            ready = [row for row in waiting.values() if row.values["parent"] not in waiting]
            # a circle of superiors: the rows follow as they are and are refused one by one
            for row in ready or list(waiting.values()):
                ordered.append(waiting.pop(row.values["code"]))
        return ordered

    def _prepare_unit_vals(self, values):
        vals = {"name": values["name"], "kind": self._find_kind(values["kind"])}
        if values["parent"]:
            vals["parent_id"] = self._find_superior(values["parent"]).id
        if values["region"]:
            vals["region_id"] = self._find_region(values["region"]).id
        return vals

    def _find_kind(self, label):
        kinds = dict(self.env["org.unit"]._fields["kind"]._description_selection(self.env))
        for kind, name in kinds.items():
            if label in (kind, name):
                return kind
        raise ColumnError(
            "kind",
            self.env._(
                "“%(label)s” is no kind of unit. Possible are: %(kinds)s.",
                label=label,
                kinds=", ".join(kinds.values()),
            ),
        )

    def _find_unit(self, code):
        return self.env["org.unit"].with_context(active_test=False).search([("code", "=", code)])

    def _find_superior(self, code):
        unit = self._find_unit(code)
        if not unit:
            raise ColumnError(
                "parent",
                self.env._("There is no superior unit with the code “%(code)s”.", code=code),
            )
        return unit

    def _find_region(self, code):
        region = self.env["cn.region"].search([("code", "=", code)], limit=1)
        if not region:
            raise ColumnError(
                "region", self.env._("There is no region with the code “%(code)s”.", code=code)
            )
        return region

    def _write_address(self, unit, values):
        vals = {name: values[name] for name in ("street", "phone") if values[name]}
        if not vals:
            return
        if unit.partner_id:
            unit.partner_id.write(vals)
        else:
            vals |= {"name": unit.name, "is_company": True}
            unit.partner_id = self.env["res.partner"].create(vals)
