from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain


class FamilyAgreement(models.Model):
    """What the household of the resident has signed, as far as the user sees it."""

    _inherit = "family.agreement"

    household_count = fields.Integer(
        "Agreements of the household", compute="_compute_household_count"
    )

    @api.depends("archive_id")
    def _compute_household_count(self):
        found = self.search(self._get_household_domain())
        counts = Counter(row.household_id for row in found)
        for agreement in self:
            agreement.household_count = counts[agreement.household_id]

    def action_open_household(self):
        """List the agreements of everybody in the household of the resident."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_agreement.family_agreement_action"
        )
        return action | {
            "name": self.env._("Household of %(name)s", name=self.resident_name),
            "display_name": self.env._("Household of %(name)s", name=self.resident_name),
            "domain": list(self._get_household_domain()),
            "context": {"create": False},
        }

    def _get_household_domain(self):
        """Agreements that hold, are entered or reviewed, of residents of the same households."""
        return Domain("archive_id.partner_id.household_id", "in", self.household_id.ids) & Domain(
            "state", "not in", ("void", "expired", "renewed", "terminated", "transferred")
        )
