from odoo import api, models
from odoo.fields import Domain

CONTACT = "contact"


class ServiceEntry(models.Model):
    """Advice, reminders and the like of the ledger count as contacts of the person's plan."""

    _inherit = "service.entry"

    def _claim_anew(self):
        super()._claim_anew()
        contacts = self.filtered(lambda entry: entry._is_contact())
        self.env["service.care.source"]._recount_care(contacts.partner_id)

    @api.model
    def _get_contact_domain(self):
        """Rows that are contacts: valid, carried out, and with all that their service asks for."""
        return Domain.AND(
            [
                Domain("kind_id.claim_kind_ids.code", "=", CONTACT),
                Domain("state", "=", "done") & Domain("superseded_by_id", "=", False),
                Domain("is_complete", "=", True) & Domain("outcome", "!=", "not_done"),
            ]
        )

    def _is_contact(self):
        return CONTACT in self.kind_id.claim_kind_ids.mapped("code") and self.state != "draft"
