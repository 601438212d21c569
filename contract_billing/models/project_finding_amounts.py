from odoo import models

from ..tools import to_fen, to_yuan


class ProjectProject(models.Model):
    """Printed amounts and percentages against the computed ones (domain I.4 D1, D2, D4–D6)."""

    _inherit = "project.project"

    def _find_instalment_amount(self):
        return [
            {
                "key": milestone.id,
                "clause": milestone.clause,
                "amount": abs(milestone.stated_amount - milestone.amount),
                "message": self.env._(
                    "“%(name)s”: stated %(stated)s yuan, %(percent)g %% of %(total)s is "
                    "%(computed)s yuan; difference %(difference)s yuan.",
                    name=milestone.name,
                    stated=f"{milestone.stated_amount:,.2f}",
                    percent=milestone.percentage,
                    total=f"{self.contract_amount:,.2f}",
                    computed=f"{milestone.amount:,.2f}",
                    difference=f"{abs(milestone.stated_amount - milestone.amount):,.2f}",
                ),
            }
            for milestone in self.milestone_ids
            if milestone.stated_amount
            and to_fen(milestone.stated_amount) != to_fen(milestone.amount)
        ]

    def _find_instalment_sum(self):
        stated = self.milestone_ids.mapped("stated_amount")
        total = self.stated_total or self.contract_amount
        short = to_yuan(to_fen(total) - sum(map(to_fen, stated)))
        if not stated or not all(stated) or not short:
            return []
        return [
            {
                "amount": abs(short),
                "message": self.env._(
                    "The stated instalments add up to %(sum)s yuan, the stated total is %(total)s "
                    "yuan; difference %(difference)s yuan.",
                    sum=f"{sum(stated):,.2f}",
                    total=f"{total:,.2f}",
                    difference=f"{abs(short):,.2f}",
                ),
            }
        ]

    def _find_line_amount(self):
        printed = [
            (line.id, line.name, line.clause, line.stated_amount, line.amount)
            for line in self.line_ids
        ]
        printed.append(("total", self.name, False, self.stated_total, self.contract_amount))
        return [
            {
                "key": key,
                "clause": clause,
                "amount": abs(stated - computed),
                "message": self.env._(
                    "“%(name)s”: stated %(stated)s yuan, computed %(computed)s yuan; difference "
                    "%(difference)s yuan.",
                    name=name,
                    stated=f"{stated:,.2f}",
                    computed=f"{computed:,.2f}",
                    difference=f"{abs(stated - computed):,.2f}",
                ),
            }
            for key, name, clause, stated, computed in printed
            if stated and to_fen(stated) != to_fen(computed)
        ]

    def _find_statement_difference(self):
        return self._find_statements("sum", "different")

    def _find_statement_rounding(self):
        return self._find_statements("sum", "rounding")

    def _find_statement_ratio(self):
        return self._find_statements("ratio", "truncated", "different")

    def _find_statements(self, kind, *verdicts):
        return [
            {
                "key": statement.id,
                "clause": statement.clause,
                "amount": 0.0 if kind == "ratio" else abs(statement.difference),
                "message": statement._describe(),
            }
            for statement in self.statement_ids
            if statement.kind == kind and statement.verdict in verdicts
        ]


class BillingStatement(models.Model):
    _inherit = "billing.statement"

    def _describe(self):
        """Return the difference in one sentence: formula, stated, exact, rounded, how much."""
        unit = dict(self._fields["unit"]._description_selection(self.env))[self.unit]
        values = {
            "name": self.name,
            "formula": self.formula,
            "stated": f"{self.stated_value} {unit}",
            "computed": f"{self.computed_value} {unit}",
            "difference": f"{abs(self.difference):,.4f}".rstrip("0").rstrip("."),
        }
        if self.kind == "ratio":
            return self.env._(
                "“%(name)s”: %(formula)s is exactly %(exact)s %%, rounded %(rounded)s %%, stated "
                "%(stated)s. Instalments are never computed from it.",
                exact=f"{float(self.computed_value):.4f}",
                rounded=self._get_rounded(),
                **values,
            )
        return self.env._(
            "“%(name)s”: %(formula)s = %(computed)s, stated %(stated)s; difference "
            "%(difference)s yuan.",
            **values,
        )
