from odoo import fields, models


class ProjectProject(models.Model):
    """Whether the funds of the plan are there, still valid and meant for it (D3, D24, D25)."""

    _inherit = "project.project"

    def _find_fund_short(self):
        found = []
        for fund, draws in self.milestone_ids.fund_line_ids.grouped("fund_id").items():
            shares = self.share_ids.filtered(lambda share, fund=fund: share.fund_id == fund)
            own = sum(share.requested_total - share.deduction_total for share in shares)
            needed = sum(draws.mapped("amount")) - sum(shares.mapped("deduction_total"))
            # sudo: what other contracts claimed of the fund is not this contract's to use
            in_hand = fund.sudo().free_total + own
            if fund.currency_id.compare_amounts(in_hand, needed) < 0:
                found.append(self._describe_short(fund, in_hand, needed))
        return found

    def _describe_short(self, fund, in_hand, needed):
        expected = fund.arrival_ids.filtered(lambda arrival: arrival.state == "expected")
        announced = ", ".join(
            f"{arrival.name} {arrival.amount:,.2f} ({arrival.date or '?'})" for arrival in expected
        )
        return {
            "key": fund.id,
            "clause": fund.clause,
            "amount": needed - in_hand,
            "message": self.env._(
                "Fund “%(fund)s”: %(in_hand)s yuan have arrived for this contract, the plan draws "
                "%(needed)s yuan; short by %(short)s yuan. Still expected: %(expected)s.",
                fund=fund.name,
                in_hand=f"{in_hand:,.2f}",
                needed=f"{needed:,.2f}",
                short=f"{needed - in_hand:,.2f}",
                expected=announced or self.env._("nothing"),
            ),
        }

    def _find_fund_carried_over(self):
        today = fields.Date.context_today(self)
        years = int(self.env["billing.rule"]._get("carry_over_years", today))
        return [
            {
                "key": fund.id,
                "clause": fund.clause,
                "message": self.env._(
                    "Fund “%(fund)s” holds money of %(first)s and later years. What is unused for "
                    "more than %(years)s years (before %(limit)s) may be reclaimed; ask the "
                    "finance bureau.",
                    fund=fund.name,
                    first=fund.year_from,
                    years=years,
                    limit=today.year - years,
                ),
            }
            for fund in self.milestone_ids.fund_line_ids.fund_id
            if fund.year_from and fund.year_from < today.year - years
        ]

    def _find_fund_purpose(self):
        return [
            {
                "key": fund.id,
                "clause": fund.clause,
                "message": self.env._(
                    "Fund “%(fund)s” is bound to “%(purpose)s”. That this project serves it has "
                    "to be confirmed by the finance bureau.",
                    fund=fund.name,
                    purpose=fund.purpose,
                ),
            }
            for fund in self.milestone_ids.fund_line_ids.fund_id
            if fund.purpose_locked and not fund.purpose_note
        ]
