from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


class EquipmentDepreciationRun(models.Model):
    """The voucher that the month's depreciation suggests, owner by owner (domain I.6)."""

    _inherit = "equipment.depreciation.run"

    voucher_table = fields.Html(compute="_compute_voucher_table", sanitize=False)

    @api.depends("line_count", "total", "month")
    def _compute_voucher_table(self):
        for run in self:
            rows = run._get_voucher_rows()
            run.voucher_table = bool(rows) and self.env["ir.qweb"]._render(
                "equipment_asset.equipment_depreciation_voucher", {"rows": rows}
            )

    def _get_voucher_rows(self):
        """Suggested entries: owner, side, account code and name, debit and credit in yuan."""
        entries = self._get_entries()
        rows = []
        for unit in sorted(entries, key=lambda unit: (unit.sequence, unit.code)):
            for (is_credit, code, name), fen in sorted(entries[unit].items()):
                rows.append(
                    {
                        "unit": unit.name,
                        "is_credit": is_credit,
                        "code": code,
                        "name": name,
                        "debit": 0 if is_credit else to_yuan(fen),
                        "credit": to_yuan(fen) if is_credit else 0,
                    }
                )
        return rows

    def _get_entries(self):
        """``{owner: {(is credit, code, name): fen}}``"""
        groups = self.env["equipment.depreciation.line"]._read_group(
            [("run_id", "in", self.ids), ("amount", "!=", 0)],
            ["org_unit_id", "class_id"],
            ["amount:sum"],
        )
        maps = self.env["equipment.account.map"]._get_in_force(max(self.mapped("month")))
        entries = defaultdict(lambda: defaultdict(int))
        for unit, asset_class, amount in groups:
            accounts = maps._choose(asset_class, unit)
            debit = (False, accounts.expense_code, accounts.expense_name)
            credit = (True, accounts.accumulated_code, accounts.accumulated_name)
            entries[unit][debit] += to_fen(amount)
            entries[unit][credit] += to_fen(amount)
        return entries

    def _get_units_with_lines(self):
        """Owners and their lines in the order of the depreciation table."""
        self.ensure_one()
        lines = self.line_ids.sorted(lambda line: (line.asset_number or "", line.id))
        units = lines.org_unit_id.sorted(lambda unit: (unit.sequence, unit.code))
        return [(unit, lines.filtered(lambda ln, u=unit: ln.org_unit_id == u)) for unit in units]

    def _sum(self, lines, name):
        """Exact sum in yuan of an amount over ``lines``."""
        return to_yuan(sum(to_fen(line[name]) for line in lines))
