from odoo import api, models

# Unforgeable over RPC: says that the values of a list hold all defaults.
_COMPLETE = object()
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class ResPartner(models.Model):
    """Hundreds of residents at once: what an import brings."""

    _inherit = "res.partner"

    @api.model
    def default_get(self, fields):
        """The ORM asks for each person of a list what was asked once for all of them."""
        if self.env.context.get("complete_residents") is _COMPLETE:
            return {}
        return super().default_get(fields)

    @api.model
    def _create_residents(self, vals_list):
        """Create residents as :meth:`create` would, without followers and messages.

        :param vals_list: as of :meth:`create`, each with ``is_resident``
        """
        residents = self.with_context(**QUIET)
        defaults = residents.default_get(list(self._fields))
        residents = residents.with_context(complete_residents=_COMPLETE)
        return residents.create([defaults | vals for vals in vals_list]).with_env(self.env)

    def _discard_residents(self):
        """Delete residents that an import made and nobody has used since, with their documents."""
        # sudo: documents are otherwise deleted by nobody; the caller checked that all are unused
        residents = self.sudo()
        residents.with_context(active_test=False).identity_ids.unlink()
        residents.unlink()
