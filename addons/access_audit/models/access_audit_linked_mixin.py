from odoo import models


class AccessAuditLinkedMixin(models.AbstractModel):
    """For files, messages and the like: reading one counts as reading the record it hangs on."""

    _name = "access.audit.linked.mixin"
    _description = "Part of a record whose readers are recorded"

    _audit_link = ("res_model", "res_id")
    """Fields that hold model and id of the record."""

    def _fetch_query(self, query, fields):
        fetched = super()._fetch_query(query, fields)
        if fields:
            self._audit_linked(fetched)
        return fetched

    def _audit_linked(self, fetched):
        # Only fields of the cache: these two are fetched with all others, unless somebody asks
        # for single ones, and reading them then fetches no more than these two.
        model_field, id_field = self._audit_link
        # sudo: the link is looked at for the audit's sake, whatever the user may read
        for part in fetched.sudo():
            linked = self.env.get(part[model_field] or "")
            if isinstance(linked, self.env.registry["access.audit.mixin"]) and part[id_field]:
                linked._audit_read({self._name}, [part[id_field]])
