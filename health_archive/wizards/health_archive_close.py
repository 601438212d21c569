from odoo import api, fields, models

from ..models.health_archive_state import DIED, MOVED


class HealthArchiveClose(models.TransientModel):
    """Closes archives for good, or hands them over to another institution."""

    _name = "health.archive.close"
    _description = "Closing an Archive"

    archive_ids = fields.Many2many("health.archive", required=True, readonly=True)
    kind = fields.Selection(
        [("close", "Close"), ("migrate", "Hand over to an institution outside")],
        "What",
        required=True,
        default="close",
    )
    reason_id = fields.Many2one(
        "health.code",
        domain=[("list_code", "=", "close_reason"), ("valid_to", "=", False)],
    )
    reason_code = fields.Char(compute="_compute_reason_code")
    date = fields.Date(required=True, default=fields.Date.context_today)
    death_cause = fields.Char("Cause of death")
    destination = fields.Char("Moved to")
    note = fields.Char()
    needs_destination = fields.Boolean(compute="_compute_reason_code")
    needs_cause = fields.Boolean(compute="_compute_reason_code")

    @api.depends("reason_id", "kind")
    def _compute_reason_code(self):
        for wizard in self:
            code = wizard.reason_id.code if wizard.kind == "close" else False
            wizard.reason_code = code
            wizard.needs_cause = code == DIED
            wizard.needs_destination = code == MOVED or wizard.kind == "migrate"

    def action_confirm(self):
        """Close or hand over the archives and what hangs on them."""
        self.ensure_one()
        if self.kind == "migrate":
            self.archive_ids._migrate(self.destination, self.date, self.note or "")
        else:
            self.archive_ids._close(
                self.reason_code,
                self.date,
                note=self.note or "",
                death_cause=self.death_cause or "",
                destination=self.destination or "",
            )
        return {"type": "ir.actions.act_window_close"}
