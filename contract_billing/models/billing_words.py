from odoo import models

from odoo.addons.l10n_cn_civil.tools import amount_in_words


class BillingRequest(models.Model):
    _inherit = "billing.request"

    def _get_form_lines(self):
        """Return the lines the user may see: an owner prints the form of its own part."""
        return self.line_ids._filtered_access("read")

    def _get_in_words(self, amount):
        """Return ``amount`` in words (人民币大写), as payment forms print it."""
        return amount_in_words(f"{amount:.2f}")


class ProjectProject(models.Model):
    _inherit = "project.project"

    def _get_amount_in_words(self):
        """Return the contract amount in words (人民币大写)."""
        return amount_in_words(f"{self.contract_amount:.2f}")
