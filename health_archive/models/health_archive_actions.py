from odoo import fields, models
from odoo.exceptions import UserError


class HealthArchive(models.Model):
    """Buttons of the archive; those that need a reason ask for it first."""

    _inherit = "health.archive"

    def action_submit(self):
        """Put drafts in use, or before a reviewer where the county reviews archives."""
        self._check_role("group_village_doctor")
        self._submit()

    def action_approve(self):
        """Accept archives that another person submitted.

        :raise UserError: the user submitted one of them himself
        """
        self._check_role("group_health_doctor")
        self._check_state(("submitted",))
        if self.env.user in self.submitted_by_id:
            raise UserError(
                self.env._("Another person than the one who submitted it reviews an archive.")
            )
        self.check_access("write")
        self._write_server({"reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()})
        self._activate()

    def action_return(self):
        """Give submitted archives back to their builders."""
        self._check_role("group_health_doctor")
        self._check_state(("submitted",))
        self._write_server({"state": "draft"})

    def action_open_lock(self):
        """Ask why these archives are locked."""
        return self._open_wizard("health.archive.lock", self.env._("Lock"), kind="lock")

    def action_open_unlock(self):
        """Ask why these archives are unlocked."""
        return self._open_wizard("health.archive.lock", self.env._("Unlock"), kind="unlock")

    def action_open_reopen(self):
        """Ask why these archives are used again."""
        return self._open_wizard("health.archive.lock", self.env._("Use again"), kind="reopen")

    def action_open_close(self):
        """Ask why and when these archives are closed."""
        return self._open_wizard("health.archive.close", self.env._("Close"))

    def action_open_transfer(self):
        """Ask to which unit these archives go."""
        return self._open_wizard("health.archive.transfer", self.env._("Transfer"))

    def _open_wizard(self, model, name, **defaults):
        context = {f"default_{key}": value for key, value in defaults.items()}
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_archive_ids": self.ids} | context,
        }
