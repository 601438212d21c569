from datetime import UTC

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.base.models.res_users import check_identity


class ResidentReveal(models.TransientModel):
    """Show a whole number for a reason (security 4.2): password, quota, audit row, then the value.

    The value is handed to the screen once and stands in no record.
    """

    _name = "resident.reveal"
    _description = "Show a Whole Number"

    partner_id = fields.Many2one(
        "res.partner", string="Resident", required=True, ondelete="cascade", readonly=True,
        domain="[('is_resident', '=', True)]",
    )  # fmt: skip
    subject = fields.Selection(
        [("identity_number", "Identity number"), ("phone", "Telephone")],
        "What",
        required=True,
        default="identity_number",
    )
    identity_id = fields.Many2one(
        "resident.identity", string="Document", ondelete="cascade",
        domain="[('partner_id', '=', partner_id)]",
        help="Empty: the person's own current document.",
    )  # fmt: skip
    reason_id = fields.Many2one(
        "resident.reveal.reason", required=True, ondelete="cascade",
        domain="[('valid_to', '=', False)]",
    )  # fmt: skip
    note = fields.Char("Explanation", help="What the number is needed for; it is recorded.")
    remaining = fields.Integer("Left today", compute="_compute_remaining")

    @api.depends_context("uid")
    def _compute_remaining(self):
        self.remaining = self._count_remaining()

    @check_identity
    def action_reveal(self):
        """Record who sees which number and why; only then hand the number out, once."""
        self.ensure_one()
        self._check_may_reveal()
        holder = self._get_holder()
        value = self._get_value(holder)
        reason = f"{self.reason_id.code} {self.reason_id.name}: {self.note.strip()}"
        field = "number" if holder._name == "resident.identity" else "phone"
        self.env["access.event"]._record("reveal", holder, [field], reason)
        return {
            "type": "ir.actions.client",
            "tag": "resident.reveal",
            "target": "new",
            "name": self.partner_id.name,
            "params": {"value": value, "label": self._get_label(holder)},
        }

    def _check_may_reveal(self):
        """:raise UserError: no explanation, or the quota of the day is used up"""
        self.partner_id.check_access("read")
        if self.create_uid != self.env.user or not self.partner_id.is_resident:
            raise AccessError(self.env._("Open the resident and ask for the number there."))
        if len((self.note or "").strip()) < 2:
            raise UserError(self.env._("Explain what the number is needed for; it is recorded."))
        if self._count_remaining() <= 0:
            raise UserError(
                self.env._(
                    "You have seen all the numbers that one person may see in a day. "
                    "If your work needs more, ask your manager to change the rule."
                )
            )

    def _get_holder(self):
        """The record the value belongs to: an identity document, or the resident himself."""
        if self.subject == "phone":
            return self.partner_id
        document = self.identity_id or self.partner_id._get_identity_document()
        document.check_access("read")
        if document.partner_id != self.partner_id:
            raise UserError(self.env._("%(name)s has no number yet.", name=self.partner_id.name))
        return document

    def _get_value(self, holder):
        value = holder.phone if self.subject == "phone" else holder._decrypt()
        if not value:
            raise UserError(self.env._("%(name)s has no number yet.", name=self.partner_id.name))
        return value

    def _get_label(self, holder):
        return self.env._("Telephone") if self.subject == "phone" else holder.kind_id.name

    def _count_remaining(self):
        quota = int(self.env["resident.rule"]._get("reveals_per_day"))
        midnight = fields.Datetime.context_timestamp(self, fields.Datetime.now()).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        since = fields.Datetime.to_string(midnight.astimezone(tz=UTC))
        domain = Domain("purpose", "=", "reveal") & Domain("user_id", "=", self.env.uid)
        # sudo: one's own reveals, which only auditors may list
        used = self.env["access.event"].sudo().search_count(domain & Domain("ts", ">=", since))
        return max(quota - used, 0)
