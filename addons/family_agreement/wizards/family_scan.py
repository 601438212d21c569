from odoo import api, fields, models


class FamilyScan(models.TransientModel):
    """A team shows its code; whoever scans it starts an agreement with this team."""

    _name = "family.scan"
    _inherit = ["server.guard.mixin"]
    _description = "Signing by Code"

    team_id = fields.Many2one("care.team", default=lambda self: self.env.user.care_team_ids[:1])
    picture = fields.Char("Code", readonly=True)
    expires_at = fields.Datetime(readonly=True)
    scanned = fields.Char("Code read", help="Put the cursor here and scan.")

    def action_show(self):
        """Show a new code of the team."""
        self.ensure_one()
        tokens = self.env["family.scan.token"]
        token, text = tokens._issue(self.team_id)
        self.picture = tokens._get_picture(text)
        self.expires_at = token.expires_at
        return self._reopen()

    def action_redeem(self):
        """Start an agreement with the team whose code was scanned."""
        self.ensure_one()
        team = self.env["family.scan.token"]._redeem(self.scanned)
        return {
            "type": "ir.actions.act_window",
            "res_model": "family.agreement",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_team_id": team.id, "default_source": "scan"},
        }

    @api.model
    def _get_title(self):
        return self.env._("Signing by Code")

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self._get_title(),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
