from collections import defaultdict
from dataclasses import asdict, dataclass, field

from odoo import fields, models

from ..tools import split, to_fen, to_yuan


@dataclass
class OwnerCover:
    """What one owner may be asked for today from one instalment and fund (yuan)."""

    owner: str
    amount: float
    requested: float
    paid: float
    payable: float = 0.0
    missing: float = 0.0
    covered_date: object = False


@dataclass
class DrawCover:
    """The same for the whole instalment and fund, with the reasons where it is blocked."""

    project_id: int
    project: str
    milestone_id: int
    milestone: str
    fund_id: int
    fund: str
    deadline: object
    state: str
    block_reason: str
    amount: float = 0.0
    requested: float = 0.0
    paid: float = 0.0
    payable: float = 0.0
    missing: float = 0.0
    covered_date: object = False
    owners: dict = field(default_factory=dict)

    def _as_dict(self):
        values = asdict(self)
        values["owners"] = [
            {"owner_id": key} | owner for key, owner in values.pop("owners").items()
        ]
        for row in (values, *values["owners"]):
            row["covered_date"] = row["covered_date"] and fields.Date.to_string(row["covered_date"])
        values["deadline"] = values["deadline"] and fields.Date.to_string(values["deadline"])
        return values


class BillingMilestoneFund(models.Model):
    """Which money in hand covers which instalment: first open, then by due date."""

    _inherit = "billing.milestone.fund"

    def _get_cover(self):
        """Return ``{draw id: DrawCover}`` for these draws, in a number of queries that is constant.

        Money in hand (arrived, not claimed) goes to open instalments first, then by due date; what
        it does not reach is *missing*, and announced arrivals say when it would be covered.
        """
        rest = self._get_fund_rest()
        shares = defaultdict(list)
        fnames = ["amount", "requested_total", "paid_total", "open_amount", "owner_id", "draw_id"]
        for share in self.env["billing.share"].search_fetch([("draw_id", "in", self.ids)], fnames):
            shares[share.draw_id.id].append(share)
        cover = {}
        for draw in self:
            in_hand, covered_date = rest[draw.id]
            cover[draw.id] = draw._prepare_cover(shares[draw.id], in_hand, covered_date)
        return cover

    def _get_fund_rest(self):
        """Return ``{draw id: (fen in hand for it, date its whole would be covered)}``."""
        # sudo: what other contracts claim of the same fund decides what is left for this one
        every = self.sudo().search(
            [
                ("fund_id", "in", self.fund_id.ids),
                "|",
                ("project_id.contract_stage", "in", ("signed", "active")),
                ("id", "in", self.ids),
            ]
        )
        needs = {
            draw.id: to_fen(amount)
            for draw, amount in self.env["billing.share"]
            .sudo()  # sudo: see above
            ._read_group([("draw_id", "in", every.ids)], ["draw_id"], ["open_amount:sum"])
        }
        rest = {}
        for fund, draws in every.grouped("fund_id").items():
            rest |= fund._cover_in_order(draws.sorted(lambda d: d._get_cover_rank()), needs)
        return rest

    def _get_cover_rank(self):
        milestone = self.milestone_id
        is_open = milestone.payment_state in (
            "open",
            "requested",
            "approved",
            "billed",
            "partly_paid",
        )
        return (not is_open, milestone.deadline or fields.Date.to_date("9999-12-31"), self.id)

    def _prepare_cover(self, shares, in_hand, covered_date):
        milestone = self.milestone_id
        may_request = milestone._may_request()
        cover = DrawCover(
            self.project_id.id,
            self.project_id.display_name,
            milestone.id,
            milestone.name,
            self.fund_id.id,
            self.fund_id.name,
            milestone.deadline,
            milestone.payment_state,
            "\n".join(milestone._get_unmet_reasons()),
        )
        open_fen = [to_fen(share.open_amount) for share in shares]
        covered = split(
            min(in_hand, sum(open_fen)), open_fen if sum(open_fen) else [1] * len(shares)
        )
        for share, fen, part in zip(shares, open_fen, covered, strict=True):
            owner = OwnerCover(
                share.owner_id.org_unit_id.name,
                share.amount,
                share.requested_total,
                share.paid_total,
            )
            owner.payable = to_yuan(part) if may_request else 0.0
            owner.missing = to_yuan(fen - part)
            owner.covered_date = covered_date if owner.missing else False
            cover.owners[share.owner_id.id] = owner
        for total in ("amount", "requested", "paid", "payable", "missing"):
            setattr(
                cover, total, to_yuan(sum(to_fen(getattr(o, total)) for o in cover.owners.values()))
            )
        cover.covered_date = covered_date if cover.missing else False
        return cover


class BillingFund(models.Model):
    _inherit = "billing.fund"

    def _cover_in_order(self, draws, needs):
        """Hand the money of one fund to ``draws`` in their order; see ``_get_fund_rest``."""
        in_hand = to_fen(self.free_total)
        announced = self.arrival_ids.filtered(lambda a: a.state == "expected").sorted(
            lambda a: (not a.date, a.date or fields.Date.today(), a.id)
        )
        rest, claimed = {}, 0
        for draw in draws:
            need = needs.get(draw.id, 0)
            left = max(in_hand - claimed, 0)
            claimed += need
            rest[draw.id] = (min(left, need), self._get_cover_date(announced, claimed - in_hand))
        return rest

    @staticmethod
    def _get_cover_date(announced, short):
        """Return the date on which ``announced`` arrivals make up ``short`` fen, or ``False``."""
        for arrival in announced:
            short -= to_fen(arrival.amount)
            if short <= 0:
                return arrival.date
        return False
