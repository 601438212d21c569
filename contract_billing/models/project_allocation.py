from odoo import models
from odoo.exceptions import ValidationError

from ..tools import split, split_table, to_fen, to_yuan
from .lock import ALLOCATION_DEFERRED, CONTRACT_SENTINEL


class ProjectProject(models.Model):
    """Who pays how much of what: lines over owners, instalments over owners and funds."""

    _inherit = "project.project"

    def copy(self, default=None):
        """Copy a contract into a new draft; its plan comes along, what happened does not."""
        # the stock copy hangs the new instalments on the old project for a moment, signed or not
        opened = self.with_context(
            contract_unlock=CONTRACT_SENTINEL, allocation=ALLOCATION_DEFERRED
        )
        copies = super(ProjectProject, opened).copy(default=default).with_env(self.env)
        copies._allocate()
        return copies

    def _allocate(self):
        """Recompute all owner shares of the contracts that are still being drawn up or amended.

        Lines go to owners by weight: whole pieces first by largest remainder, costs that are not
        one piece per owner to the cent. Each instalment × fund is then spread over the owners so
        that every owner, every instalment and every fund sums exactly (tools/split.py).
        """
        if self.env.context.get("allocation") is ALLOCATION_DEFERRED:
            return
        for project in self.filtered("is_contract").with_context(contract_unlock=CONTRACT_SENTINEL):
            project._allocate_lines()
            project.milestone_ids._rebalance_funds()
            project._allocate_shares()

    def _allocate_lines(self):
        # sudo: nobody types shares, not even who may edit the lines they are computed from
        shares = self.env["billing.line.share"].sudo()
        existing = {
            (share.line_id, share.owner_id): share for share in self.line_ids.sudo().share_ids
        }
        missing = []
        for line in self.line_ids:
            for owner, vals in zip(self.owner_ids, self._split_line(line), strict=True):
                share = existing.pop((line, owner), shares)
                if not share:
                    missing.append(vals | {"line_id": line.id, "owner_id": owner.id})
                elif (share.quantity, to_fen(share.amount)) != (
                    vals["quantity"],
                    to_fen(vals["amount"]),
                ):
                    share.write(vals)
        shares.browse([share.id for share in existing.values()]).unlink()
        shares.create(missing)

    def _split_line(self, line):
        """Return one ``{quantity, amount}`` per owner; pieces stay whole, money sums exactly."""
        weights = self.owner_ids.mapped("weight")
        if not sum(weights):
            return [{"quantity": 0, "amount": 0} for _owner in self.owner_ids]
        fen = to_fen(line.amount)
        whole = line.quantity == int(line.quantity)
        if not whole or line.quantity < len(weights):
            return [{"quantity": 0, "amount": to_yuan(part)} for part in split(fen, weights)]
        pieces = split(int(line.quantity), weights)
        return [
            {"quantity": piece, "amount": to_yuan(part)}
            for piece, part in zip(pieces, split(fen, pieces), strict=True)
        ]

    def _allocate_shares(self):
        """Spread every instalment × fund over the owners; what was requested stays as it is."""
        draws = self.milestone_ids.sorted(lambda m: (m.sequence, m.id or 0)).fund_line_ids
        fixed = draws.filtered(lambda draw: any(draw.share_ids.mapped("requested_total")))
        rows = self._get_open_rows(fixed)
        free = draws - fixed
        columns = [to_fen(draw.amount) for draw in free]
        if not rows or not columns or sum(rows) != sum(columns):
            free.sudo().share_ids.unlink()  # sudo: as in _allocate_lines
            return
        for draw, parts in zip(free, split_table(rows, columns), strict=True):
            draw._set_shares(dict(zip(self.owner_ids, parts, strict=True)))

    def _get_open_rows(self, fixed):
        """Return what each owner still has to take, in fen, beside the ``fixed`` draws.

        :raise ValidationError: an owner would owe less than he was already asked for
        """
        rows = []
        for owner in self.owner_ids:
            taken = sum(
                fixed.share_ids.filtered(lambda s, o=owner: s.owner_id == o).mapped("amount")
            )
            rows.append(to_fen(owner.amount_total) - to_fen(taken))
            if rows[-1] < 0:
                raise ValidationError(
                    self.env._(
                        "%(owner)s has already been asked for more than its new share of the contract. "
                        "Cancel its payment requests first or keep its share.",
                        owner=owner.org_unit_id.display_name,
                    )
                )
        return rows
