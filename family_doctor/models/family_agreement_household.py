from collections import Counter

from odoo import api, fields, models


class FamilyAgreement(models.Model):
    """What is due for the others at home while the doctor is there."""

    _inherit = "family.agreement"

    household_open_count = fields.Integer(
        "Due in the household", compute="_compute_household_open_count"
    )

    @api.depends("archive_id")
    def _compute_household_open_count(self):
        archives = self.archive_id._get_household_archives()
        groups = self.env["family.duty"]._read_group(
            [("archive_id", "in", archives.ids), ("state", "=", "open")],
            ["archive_id"],
            ["__count"],
        )
        counts = Counter()
        for archive, count in groups:
            counts[archive.partner_id.household_id] += count
        for agreement in self:
            agreement.household_open_count = counts[agreement.household_id]

    def action_open_household_duties(self):
        """List what is due for everybody in the household of the resident."""
        return self.archive_id.action_open_household_duties()
