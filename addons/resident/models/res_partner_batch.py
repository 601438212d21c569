from odoo import api, models

from ..tools import split_name, to_pinyin

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class ResPartner(models.Model):
    """Hundreds of residents at once: what an import brings."""

    _name = "res.partner"
    _inherit = ["res.partner", "bulk.create.mixin"]

    @api.model
    def _create_residents(self, vals_list):
        """Create residents as :meth:`create` would, without followers and messages.

        :param vals_list: as of :meth:`create`, each with ``is_resident``
        """
        residents = self.with_context(**QUIET)
        prepared = [residents._prepare_resident_vals(vals) for vals in vals_list]
        return residents._bulk_create(prepared).with_env(self.env)

    def _plan_bulk(self, names):
        # who becomes the head of a household takes the place of another: one after the other
        return None if "household_id" in names else super()._plan_bulk(names)

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        for row, vals in zip(columns, vals_list, strict=True):
            name, phone = vals["name"], vals.get("phone")
            initials, pinyin = to_pinyin(name)
            row |= {
                "commercial_partner_id": vals["id"],
                "complete_name": name,
                "given_name": split_name(name)[1],
                "name_initials": initials,
                "name_pinyin": pinyin,
                "phone_sanitized": phone and self._phone_format(number=phone),
            }
        return columns

    def _after_bulk(self):
        super()._after_bulk()
        self._check_resident_scope()
        self._check_duplicates_later()

    def _discard_residents(self):
        """Delete residents that an import made and nobody has used since, with their documents."""
        # sudo: documents are otherwise deleted by nobody; the caller checked that all are unused
        residents = self.sudo()
        residents.with_context(active_test=False).identity_ids.unlink()
        residents.unlink()
