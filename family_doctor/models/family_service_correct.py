from odoo import api, models
from odoo.exceptions import UserError


class FamilyService(models.Model):
    """A signed record is corrected by another one, or made void; both say why."""

    _inherit = "family.service"

    def action_open_confirm(self):
        """Let the resident sign on the spot for what was done."""
        return self._open_dialog("family.confirm", self.env._("The resident signs"))

    def action_open_household_duties(self):
        """List what else is due in the household of the resident."""
        return self.archive_id.action_open_household_duties()

    def action_open_void(self):
        """Ask why the record doesn't count."""
        return self._open_dialog("family.service.reason", self.env._("Make void"), what="void")

    def action_open_correct(self):
        """Ask what was wrong, and open the correction."""
        return self._open_dialog("family.service.reason", self.env._("Correct"), what="correct")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if self.filtered(lambda service: service.state != "draft"):
            raise UserError(self.env._("A signed service stays. Make it void instead."))

    def unlink(self):
        originals = self.filtered(lambda service: service.seal_state == "open").supersedes_id
        self._withdraw_correction()
        result = super().unlink()
        originals._match_duties()
        return result

    def _correct(self, reason):
        """Open a correction with what was signed; the unit is open until it is signed.

        :raise UserError: not signed, void, or corrected already
        """
        self.ensure_one()
        if self.state != "done":
            raise UserError(self.env._("Only a signed record is corrected."))
        return self._supersede({"supersede_reason": reason})

    def _supersede(self, vals):
        copy = super()._supersede(vals)
        self._release_duties()
        return copy

    def _void(self, reason):
        """:raise UserError: not signed, or replaced by a correction"""
        for service in self:
            if service.state != "done" or service.superseded_by_id:
                raise UserError(
                    self.env._(
                        "Only a signed record that counts is made void. Delete a draft; of a "
                        "corrected record make the correction void."
                    )
                )
        return super()._void(reason)

    def _get_proofs(self):
        valid = self.filtered(lambda service: not service.superseded_by_id)
        return super(FamilyService, valid)._get_proofs()

    def _open_dialog(self, model, name, **defaults):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_service_id": self.id,
                **{f"default_{key}": value for key, value in defaults.items()},
            },
        }
