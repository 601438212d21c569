from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import split, to_fen
from .lock import CONTRACT_SENTINEL

LINKS = {"billing_request_id", "billing_owner_unit_id", "billing_project_id"}


class AccountMove(models.Model):
    """The supplier's bill of one owner, with the fund on every line."""

    _inherit = "account.move"

    billing_request_id = fields.Many2one(
        "billing.request",
        string="Payment request",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    billing_owner_unit_id = fields.Many2one(
        "org.unit", string="Owner", copy=False, readonly=True, index="btree_not_null"
    )
    billing_project_id = fields.Many2one(
        related="billing_request_id.project_id",
        store=True,
        string="Contract",
        index="btree_not_null",
    )

    _one_bill_per_owner = models.UniqueIndex(
        "(billing_request_id, billing_owner_unit_id)"
        " WHERE billing_request_id IS NOT NULL AND move_type = 'in_invoice' AND state != 'cancel'",
        "This payment request has already been billed for this owner.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_billing_link(name for name in LINKS if vals.get(name))
        return super().create(vals_list)

    def write(self, vals):
        self._check_billing_link(LINKS & vals.keys())
        return super().write(vals)

    def _check_billing_link(self, names):
        """Refuse to tie a bill to a request, or cut it off, by hand; the request does that itself.

        :param names: link fields that the caller sends
        :raise UserError: says where to press instead
        """
        if any(names) and self.env.context.get("billing_link") is not CONTRACT_SENTINEL:
            raise UserError(
                self.env._("Bills of a payment request are created by its button “Create bills”.")
            )

    def _reverse_moves(self, default_values_list=None, cancel=False):
        defaults = default_values_list or [{} for _move in self]
        for move, values in zip(self, defaults, strict=True):
            if move.billing_request_id:
                values["billing_request_id"] = move.billing_request_id.id
                values["billing_owner_unit_id"] = move.billing_owner_unit_id.id
        linking = self.with_context(billing_link=CONTRACT_SENTINEL)
        return super(AccountMove, linking)._reverse_moves(defaults, cancel=cancel)

    def _counts_for_billing(self):
        """Return whether this move carries a payment request and is posted."""
        return self.state == "posted" and bool(self.billing_request_id)

    def _get_settled_by_request_line(self):
        """Return ``{request line id: fen paid}``; money taken back by credit notes counts off.

        A bill's payments are spread over its lines in proportion, to the fen.
        """
        paid = defaultdict(int)
        for move in self.filtered(lambda move: move._counts_for_billing()):
            nets = defaultdict(int)
            for line in move.invoice_line_ids.filtered("billing_request_line_id"):
                nets[line.billing_request_line_id.id] += to_fen(line.price_total)
            done = to_fen(move.amount_total) - to_fen(move.amount_residual)
            sign = 1 if move.move_type == "in_invoice" else -1
            if sum(nets.values()) <= 0 or done <= 0:
                continue
            for line_id, part in zip(nets, split(done, list(nets.values())), strict=True):
                paid[line_id] += sign * part
        return paid

    @api.constrains("state", "invoice_line_ids")
    def _check_billed_within_request(self):
        for move in self.filtered(
            lambda m: m._counts_for_billing() and m.move_type == "in_invoice"
        ):
            request = move.billing_request_id
            lines = request.line_ids.filtered(
                lambda r, m=move: r.owner_unit_id == m.billing_owner_unit_id
            )
            approved = sum(lines.mapped("net_amount"))
            if move.currency_id.compare_amounts(move.amount_total, approved) > 0:
                raise ValidationError(
                    self.env._(
                        "The bill of %(owner)s amounts to %(bill)s yuan, but only %(approved)s yuan were "
                        "approved in request %(request)s. Correct the bill or file another request.",
                        owner=move.billing_owner_unit_id.display_name,
                        bill=f"{move.amount_total:,.2f}",
                        approved=f"{approved:,.2f}",
                        request=request.name,
                    )
                )
