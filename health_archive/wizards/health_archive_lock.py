from odoo import fields, models


class HealthArchiveLock(models.TransientModel):
    """Asks why archives are locked, unlocked or used again."""

    _name = "health.archive.lock"
    _description = "Reason for Locking"

    archive_ids = fields.Many2many("health.archive", required=True, readonly=True)
    kind = fields.Selection(
        [("lock", "Lock"), ("unlock", "Unlock"), ("reopen", "Use again")],
        required=True,
        readonly=True,
        default="lock",
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Lock, unlock or reopen the archives."""
        self.ensure_one()
        methods = {"lock": "_lock", "unlock": "_unlock", "reopen": "_reopen"}
        getattr(self.archive_ids, methods[self.kind])(self.reason)
        return {"type": "ir.actions.act_window_close"}
