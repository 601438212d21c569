from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ContentNotice(models.Model):
    """A notice to the staff of units (通知)."""

    _name = "content.notice"
    _inherit = ["content.mixin"]
    _description = "Notice"
    _order = "date_from desc, id desc"

    _own_unit_fields = frozenset({"org_unit_id", "unit_ids"})

    body = fields.Html("Text", sanitize_form=True, sanitize_style=True, prefetch=False)
    to_units = fields.Selection(
        [("below", "The unit and all units below"), ("chosen", "Chosen units")],
        "To",
        required=True,
        default="below",
        tracking=True,
    )
    unit_ids = fields.Many2many(
        "org.unit", string="Chosen units", help="With the units below them."
    )
    must_confirm = fields.Boolean(
        "To be confirmed", default=True, tracking=True,
        help="Each reader confirms by name and time that the notice was read.",
    )  # fmt: skip

    @api.constrains("body")
    def _check_own_pictures(self):
        self._check_body("body")

    def _check_publishable(self):
        if not (self.body or "").strip():
            raise UserError(
                self.env._("“%(title)s” has no text yet. Write it, then publish.", title=self.name)
            )
        if self.to_units == "chosen" and not self.unit_ids:
            raise UserError(
                self.env._("Choose the units that “%(title)s” is meant for.", title=self.name)
            )

    def action_publish(self):
        waiting = self.filtered(lambda notice: notice.state != "published")
        result = super().action_publish()
        for notice in waiting:
            notice._ask_readers()
        return result

    def _take_back(self):
        super()._take_back()
        # sudo: what readers were asked belongs to them
        self.sudo().activity_ids.unlink()

    def _get_target_units(self):
        self.ensure_one()
        return self.unit_ids if self.to_units == "chosen" else self.org_unit_id

    def _get_readers(self):
        """Users who work in the units that the notice is meant for, without its publisher."""
        self.ensure_one()
        # sudo: who works where is read here for the notice alone
        return (
            self.env["res.users"]
            .sudo()
            .search(
                Domain("share", "=", False)
                & Domain("org_unit_id", "child_of", self._get_target_units().ids)
                & Domain("id", "!=", self.published_by_id.id)
            )
        )

    @api.model
    def _meant_domain(self, unit, audience):
        if audience != "staff":
            return Domain.FALSE
        below = Domain("to_units", "=", "below") & Domain("org_unit_id", "parent_of", unit.ids)
        chosen = Domain("to_units", "=", "chosen") & Domain("unit_ids", "parent_of", unit.ids)
        return below | chosen
