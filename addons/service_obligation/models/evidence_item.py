from odoo import api, models


class EvidenceItem(models.Model):
    _inherit = "evidence.item"

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._claim_anew(items._find_claiming())
        return items

    def write(self, vals):
        result = super().write(vals)
        if "requirement_code" in vals:
            self._claim_anew(self._find_claiming())
        return result

    def unlink(self):
        found = self._find_claiming()
        result = super().unlink()
        self._claim_anew(found)
        return result

    def _find_claiming(self):
        """``{model: ids}`` of the records these items prove, where their claims depend on it."""
        claiming = set(self.env["service.claim.mixin"]._get_claiming_models())
        # sudo: two technical columns; a proof counts, whoever brings it
        items = self.sudo().filtered(lambda item: item.res_model in claiming)
        return {name: same.mapped("res_id") for name, same in items.grouped("res_model").items()}

    @api.model
    def _claim_anew(self, found):
        for name, ids in found.items():
            # sudo: as above
            self.env[name].sudo().browse(ids).exists()._claim_anew()
