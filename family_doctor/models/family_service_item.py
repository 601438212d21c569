from odoo import models, tools


class FamilyServiceItem(models.Model):
    _inherit = "family.service.item"
    _is_kept = True

    def _get_record_codes(self):
        """Codes of the kinds of records that prove this service."""
        self.ensure_one()
        return self._get_all_record_codes().get(self.id, frozenset())

    @tools.ormcache()
    def _get_all_record_codes(self):
        # sudo: kept for everybody alike
        items = self.sudo().with_context(active_test=False).search([("is_class", "=", False)])
        return {item.id: frozenset(item.record_kind_ids.mapped("code")) for item in items}
