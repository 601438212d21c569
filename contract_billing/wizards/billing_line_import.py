from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.safe_spreadsheet.tools import Column, ColumnError

TOTAL = ("合计", "总计", "共计")


class BillingLineImport(models.TransientModel):
    """Read contract lines from a spreadsheet in the shape of a tender's price annex (资金明细表).

    A row named 合计 is no line: its amount becomes the contract's stated total. Stated amounts
    are kept beside the computed ones, whether they agree or not.
    """

    _name = "billing.line.import"
    _inherit = "safe_spreadsheet.import.mixin"
    _description = "Import Contract Lines"

    project_id = fields.Many2one("project.project", string="Contract", required=True)

    def _get_columns(self):
        return [
            Column("name", headers=("名称", "项目名称", "设备名称"), required=True),
            Column("category", headers=("类别", "分类")),
            Column("quantity", headers=("数量", "数量(套)", "数量（套）"), kind="number"),
            Column("uom", headers=("单位", "计量单位")),
            Column(
                "unit_price",
                headers=("单价", "单价（万元）", "单价(万元)", "单价（元）", "单价(元)"),
                kind="money",
            ),
            Column(
                "stated_amount",
                headers=("金额", "金额（万元）", "金额(万元)", "金额（元）", "金额(元)"),
                kind="money",
            ),
            Column("needed_quantity", headers=("应配数量", "需求数量"), kind="number"),
            Column("clause", headers=("条款", "依据")),
        ]

    def _import_rows(self, rows):
        totals = [row for row in rows if row.values["name"].strip() in TOTAL]
        sequence = max(self.project_id.line_ids.mapped("sequence"), default=0)
        lines = [row for row in rows if row not in totals]
        self.env["billing.line"].create(
            [
                self._prepare_line_vals(row) | {"sequence": sequence + number}
                for number, row in enumerate(lines, 1)
            ]
        )
        for row in totals:
            self.project_id.stated_total = float(row.values["stated_amount"] or 0)

    def _prepare_line_vals(self, row):
        values = row.values
        if (values["quantity"] or 0) <= 0 or (values["unit_price"] or 0) <= 0:
            raise UserError(
                self.env._(
                    "Row %(row)s, “%(name)s”: quantity and unit price must be greater than zero.",
                    row=row.number,
                    name=values["name"],
                )
            )
        return {
            "project_id": self.project_id.id,
            "name": values["name"],
            "category_id": self._find_category(values["category"]).id,
            "quantity": float(values["quantity"]),
            "uom": values["uom"] or self.env._("set"),
            "unit_price": float(values["unit_price"]),
            "stated_amount": float(values["stated_amount"] or 0),
            "needed_quantity": float(values["needed_quantity"] or 0),
            "clause": values["clause"],
        }

    def _find_category(self, label):
        categories = self.env["billing.category"].search([("active", "=", True)])
        if not label:
            return self.env.ref("contract_billing.category_other")
        for category in categories:
            if label in (category.name, category.code):
                return category
        raise ColumnError(
            "category",
            self.env._(
                "There is no category “%(label)s”. Possible are: %(categories)s.",
                label=label,
                categories=", ".join(categories.mapped("name")),
            ),
        )
