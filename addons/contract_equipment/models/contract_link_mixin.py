from odoo import api, models
from odoo.exceptions import AccessError


class ContractLinkMixin(models.AbstractModel):
    """A record tied to a contract by the system: nobody ties or unties it by hand.

    Else whoever accepts goods of one contract could count them for another one.
    """

    _name = "contract.link.mixin"
    _description = "Tied to a Contract"

    _contract_link = None

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        # sudo: the link is looked at whoever creates the record; it may come from his context
        if not self.env.su and records.sudo().filtered(self._contract_link):
            raise self._make_link_error()
        return records

    def write(self, vals):
        if self._contract_link in vals and not self.env.su:
            raise self._make_link_error()
        return super().write(vals)

    def _make_link_error(self):
        return AccessError(
            self.env._("Deliveries are tied to a contract by “Plan deliveries”, not by hand.")
        )
