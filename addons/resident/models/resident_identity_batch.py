from odoo import api, models


class ResidentIdentity(models.Model):
    """Documents of hundreds of residents at once."""

    _name = "resident.identity"
    _inherit = ["resident.identity", "bulk.create.mixin"]

    @api.model
    def _bulk_create(self, vals_list):
        prepared = [self._prepare_vals(vals) for vals in vals_list]
        # sudo: the encrypted columns belong to nobody
        documents = super(ResidentIdentity, self.sudo())._bulk_create(prepared)
        documents = documents.with_env(self.env)
        documents.check_access("create")
        return documents

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        partners = self.env["res.partner"].browse([vals["partner_id"] for vals in vals_list])
        for row, partner in zip(columns, partners, strict=True):
            row["resident_unit_id"] = partner.resident_unit_id.id
        return columns

    def _after_bulk(self):
        super()._after_bulk()
        for document in self.filtered(lambda d: d.active and d._is_own_identity()):
            if not (document.partner_id.birth_date and document.partner_id.sex):
                document.partner_id._follow_identity_number(document._decrypt())
        self.partner_id._check_duplicates_later()
