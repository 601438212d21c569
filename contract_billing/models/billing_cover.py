from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL

from ..tools import split, to_fen, to_yuan

AMOUNTS = ("amount", "requested", "paid", "payable", "missing")
BEING_PAID = ("open", "requested", "approved", "billed", "partly_paid")


class BillingMilestoneFund(models.Model):
    """Which money in hand covers which instalment: first what is open, then by due date."""

    _inherit = "billing.milestone.fund"

    def _get_cover(self):
        """Tell for each draw what may be requested of it today, in all and owner by owner.

        Money in hand (arrived, not claimed) goes to open instalments first, then by due date; what
        it does not reach is *missing*, and announced arrivals say when it would be covered. The
        number of queries does not depend on how many draws, owners or contracts there are.

        :return: ``{draw id: {project_id, project, milestone_id, milestone, fund_id, fund, deadline,
            state, block_reason, amount, requested, paid, payable, missing, covered_date, owners}}``,
            amounts in yuan; ``owners`` holds the same amounts for each share the user may see
        """
        self._fetch_cover_names()
        rest = self._get_fund_rest()
        cells = self._get_cells()
        visible = set(self.env["billing.share"].search([("draw_id", "in", self.ids)])._ids)
        cover = {}
        for draw in self:
            in_hand, covered_date, _owners = rest[draw.id]
            rows = draw._cover_owners(cells[draw.id], in_hand, covered_date)
            cover[draw.id] = draw._prepare_cover(
                [row for row in rows if row["share_id"] in visible]
            )
        return cover

    def _get_cover_overview(self):
        """Return the same as ``_get_cover`` for many contracts at once, without owners and reasons.

        Where the user sees only some of the owners, the fen are handed out to find his part.
        """
        self._fetch_cover_names()
        rest = self._get_fund_rest()
        totals = {
            draw.id: (seen, *(round(amount * 100) for amount in amounts))
            for draw, seen, *amounts in self.env["billing.share"]._read_group(
                [("draw_id", "in", self.ids)],
                ["draw_id"],
                ["__count", "amount:sum", "requested_total:sum", "paid_total:sum"],
            )
        }
        partial = self.filtered(lambda draw: totals.get(draw.id, (0,))[0] < rest[draw.id][2])
        detailed = partial._get_cover() if partial else {}
        cover = {draw_id: row | {"owners": []} for draw_id, row in detailed.items()}
        for draw in self - partial:
            cover[draw.id] = draw._prepare_overview(
                totals.get(draw.id, (0, 0, 0, 0)), rest[draw.id]
            )
        return {draw.id: cover[draw.id] for draw in self}

    def _prepare_overview(self, totals, rest):
        _seen, amount, requested, paid = totals
        in_hand, covered_date, _owners = rest
        covered = min(in_hand, amount - requested)
        missing = amount - requested - covered
        milestone = self.milestone_id
        return self._prepare_names(milestone) | {
            "block_reason": "",
            "amount": amount / 100,
            "requested": requested / 100,
            "paid": paid / 100,
            "payable": covered / 100 if milestone.conditions_met else 0.0,
            "missing": missing / 100,
            "covered_date": covered_date if missing else False,
            "owners": [],
        }

    def _fetch_cover_names(self):
        self.fetch(["milestone_id", "fund_id"])
        self.milestone_id.fetch(
            ["name", "deadline", "payment_state", "conditions_met", "project_id"]
        )
        self.milestone_id.project_id.fetch(["name"])
        self.fund_id.fetch(["name"])

    def _get_cells(self):
        """Return ``{draw id: [(share id, owner id, owner, fen: amount, requested, paid)]}``.

        All owners count, also those the user may not see: money is handed out to all of them.
        """
        self.env["billing.share"].flush_model(["amount", "requested_total", "paid_total"])
        self.env["org.unit"].flush_model(["name"])
        query = SQL(
            """
              SELECT share.draw_id, share.id, share.owner_id, unit.name,
                     ROUND(share.amount * 100)::bigint,
                     ROUND(COALESCE(share.requested_total, 0) * 100)::bigint,
                     ROUND(COALESCE(share.paid_total, 0) * 100)::bigint
                FROM billing_share share
                JOIN billing_owner owner ON owner.id = share.owner_id
                JOIN org_unit unit ON unit.id = share.org_unit_id
               WHERE share.draw_id IN %s
            ORDER BY share.draw_id, owner.sequence, owner.id
            """,
            self._ids or (0,),
        )
        cells = defaultdict(list)
        for draw_id, *cell in self.env.execute_query(query):
            cells[draw_id].append(cell)
        return cells

    def _get_fund_rest(self):
        """Return ``{draw id: (fen in hand for it, date its whole would be covered, owners)}``."""
        # sudo: what other contracts claim of the same fund decides what is left for this one
        every = self.sudo().search_fetch(
            [
                ("fund_id", "in", self.fund_id.ids),
                "|",
                ("project_id.contract_stage", "in", ("signed", "active")),
                ("id", "in", self.ids),
            ],
            ["fund_id", "milestone_id"],
        )
        every.milestone_id.fetch(["payment_state", "deadline"])
        needs = {
            draw.id: (round(amount * 100), owners)
            for draw, amount, owners in self.env["billing.share"]
            .sudo()  # sudo: see above
            ._read_group(
                [("draw_id", "in", every.ids)], ["draw_id"], ["open_amount:sum", "__count"]
            )
        }
        announced = self._get_announced()
        rest = {}
        for fund, draws in every.grouped("fund_id").items():
            order = draws.sorted(lambda draw: draw._get_cover_rank())
            rest |= fund._cover_in_order(order, needs, announced.get(fund, ()))
        return rest

    def _get_announced(self):
        """Return ``{fund: expected arrivals}``, those with a date first, in its order."""
        # sudo: as in _get_fund_rest
        arrivals = (
            self.env["billing.fund.arrival"]
            .sudo()
            .search_fetch(
                [("fund_id", "in", self.fund_id.ids), ("state", "=", "expected")],
                ["fund_id", "date", "amount"],
                order="date NULLS LAST, id",
            )
        )
        return arrivals.grouped("fund_id")

    def _get_cover_rank(self):
        milestone = self.milestone_id
        waiting = milestone.payment_state not in BEING_PAID
        return (waiting, milestone.deadline or fields.Date.to_date("9999-12-31"), self.id)

    def _cover_owners(self, cells, in_hand, covered_date):
        """Hand ``in_hand`` fen out to the owners in proportion to what each still owes."""
        may_request = self.milestone_id.conditions_met
        open_fen = [amount - requested for *_names, amount, requested, _paid in cells]
        parts = split(min(in_hand, sum(open_fen)), open_fen)
        return [
            {
                "share_id": share_id,
                "owner_id": owner_id,
                "owner": owner,
                "amount": amount / 100,
                "requested": requested / 100,
                "paid": paid / 100,
                "payable": part / 100 if may_request else 0.0,
                "missing": (fen - part) / 100,
                "covered_date": covered_date if fen > part else False,
            }
            for (share_id, owner_id, owner, amount, requested, paid), fen, part in zip(
                cells, open_fen, parts, strict=True
            )
        ]

    def _prepare_cover(self, owners):
        milestone = self.milestone_id
        settled = milestone.conditions_met or milestone.payment_state == "paid"
        totals = {name: to_yuan(sum(round(row[name] * 100) for row in owners)) for name in AMOUNTS}
        dates = [row["covered_date"] for row in owners if row["missing"]]
        return self._prepare_names(milestone) | {
            "block_reason": "" if settled else "\n".join(milestone._get_unmet_reasons()),
            **totals,
            "covered_date": dates[0] if dates else False,
            "owners": owners,
        }

    def _prepare_names(self, milestone):
        project, fund = milestone.project_id, self.fund_id
        return {
            "project_id": project.id,
            "project": project.name,
            "milestone_id": milestone.id,
            "milestone": milestone.name,
            "fund_id": fund.id,
            "fund": fund.name,
            "deadline": milestone.deadline,
            "state": milestone.payment_state,
        }


class BillingFund(models.Model):
    _inherit = "billing.fund"

    def _cover_in_order(self, draws, needs, announced):
        """Hand the money of one fund to ``draws`` in their order; see ``_get_fund_rest``."""
        in_hand = to_fen(self.free_total)
        rest, claimed = {}, 0
        for draw in draws:
            need, owners = needs.get(draw.id, (0, 0))
            left = max(in_hand - claimed, 0)
            claimed += need
            covered_date = self._get_cover_date(announced, claimed - in_hand)
            rest[draw.id] = (min(left, need), covered_date, owners)
        return rest

    @staticmethod
    def _get_cover_date(announced, short):
        """Return the date on which ``announced`` arrivals make up ``short`` fen, or ``False``."""
        for arrival in announced if short > 0 else ():
            short -= to_fen(arrival.amount)
            if short <= 0:
                return arrival.date
        return False
