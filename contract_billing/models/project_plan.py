from decimal import Decimal

from odoo import models

from ..tools import to_fen, to_yuan


class ProjectProject(models.Model):
    """The payment plan of a contract as a whole."""

    _inherit = "project.project"

    def _get_plan_amounts(self):
        """Return ``{milestone id: yuan}``; the last instalment takes the rest once all reach 100 %.

        Each is rounded to the fen by itself, so the rest absorbs the rounding (domain I.3).
        """
        plan = self.milestone_ids.sorted(lambda m: (m.sequence, m._origin.id or 0))
        total = to_fen(self.contract_amount)
        amounts = {}
        for milestone in plan:
            if milestone.requested_total:  # asked for already: an amendment moves what comes after
                drawn = milestone.fund_line_ids.mapped("amount")
                amounts[milestone._origin.id or milestone] = sum(to_fen(amount) for amount in drawn)
                continue
            percentage = Decimal(str(round(milestone.percentage, 6)))
            amounts[milestone._origin.id or milestone] = to_fen(total * percentage / 10000)
        if plan and self._get_percentage_sum() == 100:
            last = plan[-1]._origin.id or plan[-1]
            amounts[last] += total - sum(amounts.values())
        return {key: to_yuan(fen) for key, fen in amounts.items()}

    def _get_percentage_sum(self):
        """Return the sum of the plan's percentages, exactly."""
        percentages = self.milestone_ids.mapped("percentage")
        return sum((Decimal(str(round(part, 6))) for part in percentages), Decimal(0))

    def _get_plan_problems(self):
        """Return the reasons, in the user's words, why lines, plan and funds do not close yet."""
        _ = self.env._
        problems = []
        if not self.line_ids:
            problems.append(_("The contract has no lines. Enter or import what is bought."))
        if not self.owner_ids:
            problems.append(_("The contract has no owner. Add the institutions that pay."))
        if self._get_percentage_sum() != 100:
            problems.append(
                _(
                    "The instalments add up to %(sum)s %%, not 100 %%. Correct the percentages.",
                    sum=self._get_percentage_sum().normalize(),
                )
            )
        for milestone in self.milestone_ids:
            funded = sum(to_fen(draw.amount) for draw in milestone.fund_line_ids)
            if funded != to_fen(milestone.amount):
                problems.append(
                    _(
                        "Instalment “%(name)s” is not fully funded. Name its funds.",
                        name=milestone.name,
                    )
                )
        shared = sum(to_fen(share.amount) for share in self.share_ids)
        if not problems and shared != to_fen(self.contract_amount):
            problems.append(
                _("The owners' shares do not add up to the contract. Check the weights.")
            )
        return problems
