from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.pictures import find_foreign

STATES = [("draft", "Draft"), ("published", "Published"), ("withdrawn", "Withdrawn")]


class ContentMixin(models.AbstractModel):
    """What a unit publishes from day to day; a change of something published takes it back."""

    _name = "content.mixin"
    _inherit = ["mail.thread", "mail.activity.mixin", "org.scoped.mixin", "server.guard.mixin"]
    _description = "Content of a Unit"

    _own_unit_fields = frozenset({"org_unit_id"})
    _server_fields = frozenset({"state", "version", "published_at", "published_by_id"})
    # Fields that may change without taking something published back.
    _silent_fields = frozenset({"active", "sequence"})

    name = fields.Char("Title", required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, tracking=True
    )
    version = fields.Integer(
        default=1,
        copy=False,
        readonly=True,
        help="Grows when something that was published is changed.",
    )
    date_from = fields.Date(
        "Shown from", required=True, default=fields.Date.context_today, tracking=True
    )
    date_to = fields.Date("Shown until", tracking=True, help="Last day; empty for no end.")
    published_at = fields.Datetime("Published on", readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", "Published by", readonly=True, copy=False)

    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "The last day cannot lie before the first.",
    )

    def write(self, vals):
        taken_back = self.browse()
        if not self._is_server() and self._is_content(vals):
            taken_back = self.filtered(lambda record: record.state == "published")
        result = super().write(vals)
        for record in taken_back:
            record._write_server({"state": "draft", "version": record.version + 1})
            record._take_back()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if self.filtered("published_at"):
            raise UserError(
                self.env._("What was published is not deleted. Withdraw it, and archive it.")
            )

    def action_publish(self):
        """Show it to its readers from its first day on."""
        for record in self.filtered(lambda record: record.state != "published"):
            record.check_access("write")
            record._check_publishable()
            record._write_server(
                {
                    "state": "published",
                    "published_at": fields.Datetime.now(),
                    "published_by_id": self.env.uid,
                }
            )

    def action_withdraw(self):
        """Show it to nobody any more; it stays for the editors."""
        for record in self.filtered(lambda record: record.state == "published"):
            record.check_access("write")
            record._write_server({"state": "withdrawn"})
            record._take_back()

    @api.model
    def _get_published(self, kind, unit, date, audience="residents"):
        """What ``unit`` and the units above it show on ``date``, with the rights of the system.

        :param kind: article, banner or notice
        :param audience: residents or staff; a notice is for staff
        """
        # sudo: what is published is for everybody it is meant for, portal users too
        model = self.env[f"content.{kind}"].sudo()
        return model.search(model._shown_domain(unit, date, audience))

    @api.model
    def _shown_domain(self, unit, date, audience):
        date = fields.Date.to_date(date)
        ends = Domain("date_to", "=", False) | Domain("date_to", ">=", date)
        return (
            Domain("state", "=", "published")
            & Domain("date_from", "<=", date)
            & ends
            & self._meant_domain(unit, audience)
        )

    @api.model
    def _meant_domain(self, unit, audience):
        """Hook: domain of what is meant for this unit and audience."""
        return Domain("org_unit_id", "parent_of", unit.ids)

    def _check_publishable(self):
        """Hook. :raise UserError: something is missing"""

    def _take_back(self):
        """Hook: it is no longer shown."""
        self._message_log(
            body=self.env._(
                "Taken back from the readers; version %(version)s.", version=self.version
            )
            if self.state == "draft"
            else self.env._("Withdrawn.")
        )

    @api.model
    def _is_content(self, names):
        stock = {*self.env["mail.thread"]._fields, *self.env["mail.activity.mixin"]._fields}
        return bool(set(names) - self._silent_fields - self._server_fields - stock)

    def _check_body(self, name):
        """:raise ValidationError: a text shows a picture of another site"""
        for record in self:
            if address := find_foreign(record[name]):
                raise ValidationError(
                    self.env._(
                        "“%(title)s” shows a picture of another site (%(address)s). "
                        "Save the picture and upload it here instead.",
                        title=record.name,
                        address=address[:80],
                    )
                )
