from odoo import api, models

SAID = frozenset({"entry_date", "exit_date", "exit_reason", "external_ref"})


class ServiceMember(models.Model):
    _inherit = "service.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        # sudo: made by the system, whoever enters people
        self.env["service.care"].sudo().create([{"member_id": member.id} for member in members])
        return members

    def write(self, vals):
        result = super().write(vals)
        if not SAID.isdisjoint(vals):
            # sudo: what counts is the same, whoever keeps the roster
            cares = self.env["service.care"].sudo()
            cares.search([("member_id", "in", self.ids)])._claim_anew()
        return result
