from odoo import api, models

SPAN = frozenset({"entry_date", "exit_date", "exit_reason"})


class ServiceMember(models.Model):
    _inherit = "service.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._claim_anew()
        return members

    def write(self, vals):
        result = super().write(vals)
        if not SPAN.isdisjoint(vals):
            self._claim_anew()
        return result

    def _claim_anew(self):
        """What was done for these people counts while they are on the roster."""
        # sudo: what counts is the same, whoever keeps the roster
        claims = self.env["service.claim"].sudo()
        claims.search(
            [("project_id", "in", self.project_id.ids), ("partner_id", "in", self.partner_id.ids)]
        )._settle_anew()
