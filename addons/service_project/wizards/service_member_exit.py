from odoo import api, fields, models

from ..tools import service_today


class ServiceMemberExit(models.TransientModel):
    """People leave a roster, on the same day and for the same reason."""

    _name = "service.member.exit"
    _inherit = ["server.guard.mixin"]
    _description = "Leave the Roster"

    member_ids = fields.Many2many(
        "service.member", string="People", required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )  # fmt: skip
    exit_date = fields.Date("Last day", required=True, default=lambda self: service_today())
    exit_reason = fields.Selection("_selection_exit_reason", "Reason", required=True)

    @api.model
    def _selection_exit_reason(self):
        return self.env["service.member"]._fields["exit_reason"]._description_selection(self.env)

    def action_leave(self):
        """Write the exit of each of these people."""
        self.ensure_one()
        self.member_ids.write({"exit_date": self.exit_date, "exit_reason": self.exit_reason})
        return {"type": "ir.actions.act_window_close"}
