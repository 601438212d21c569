from odoo import api, models
from odoo.exceptions import UserError


class EvidenceItem(models.Model):
    """Proofs of a registered incident are added, and never taken away."""

    _inherit = "evidence.item"

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_incident(self):
        # sudo: the register binds whoever writes, also where he can't read the incident
        items = self.sudo().filtered(lambda item: item.res_model == "service.incident")
        incidents = self.env["service.incident"].sudo().browse(items.mapped("res_id")).exists()
        for incident in incidents.filtered(lambda incident: incident.state != "draft"):
            raise UserError(
                self.env._("“%s” is in the register: its proofs stay.", incident.display_name)
            )
