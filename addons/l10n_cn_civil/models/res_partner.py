from odoo import api, models

from ..tools import canonical_credit_code, check_credit_code


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.constrains("company_registry", "country_id", "is_company")
    def _check_company_registry(self):
        """A Chinese company's registry number is its unified social credit code."""
        for partner in self:
            if partner.is_company and partner.company_registry and partner.country_code == "CN":
                check_credit_code(self.env, partner.company_registry)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_canonical(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_canonical(vals))

    def _get_company_registry_labels(self):
        labels = super()._get_company_registry_labels()
        labels["CN"] = self.env._("Unified Social Credit Code")
        return labels


def _canonical(vals):
    if code := vals.get("company_registry"):
        return {**vals, "company_registry": canonical_credit_code(code)}
    return vals
