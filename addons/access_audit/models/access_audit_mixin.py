from odoo import api, models
from odoo.tools import SQL


class AccessAuditMixin(models.AbstractModel):
    """For models with personal data: whatever reads them is written into the access audit.

    Caught are the ORM's ways to the database, so every screen, export, report, API and job is,
    also in superuser mode; no context key is asked. Not caught is SQL that code writes itself.
    An event says what was *loaded*, which is more than was shown. What was shown on purpose (a
    masked value, a print) is recorded with ``access.event._record``.
    """

    _name = "access.audit.mixin"
    _description = "Model whose readers are recorded"

    _audit_fields = ()
    """Names of the stored fields that count; none: all of them."""

    _audit_domain = ()
    """Which records count, as a domain; none: all of them."""

    def _fetch_query(self, query, fields):
        fetched = super()._fetch_query(query, fields)
        self._audit_read({field.name for field in fields} or {"id"}, fetched._ids)
        return fetched

    @api.model
    @api.readonly
    def search_count(self, domain, limit=None):
        self._audit_grouping("__count")
        return super().search_count(domain, limit=limit)

    def _read_group_groupby(self, alias, groupby_spec, query) -> SQL:
        # Also called on this model when another one groups by a path through it.
        self._audit_grouping(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _read_group_select(self, aggregate_spec, query) -> SQL:
        self._audit_grouping(aggregate_spec)
        return super()._read_group_select(aggregate_spec, query)

    def _read_group_postprocess_groupby(self, groupby_spec, raw_values):
        if groupby_spec == "id":
            self._audit_read({"id"}, raw_values)
        return super()._read_group_postprocess_groupby(groupby_spec, raw_values)

    def _read_group_postprocess_aggregate(self, aggregate_spec, raw_values):
        if aggregate_spec in ("id:recordset", "id:array_agg", "id:array_agg_distinct"):
            self._audit_read({"id"}, (id_ for ids in raw_values for id_ in ids or ()))
        return super()._read_group_postprocess_aggregate(aggregate_spec, raw_values)

    def _audit_read(self, names, ids):
        """Note that these fields of these records were read."""
        if names := self._audited_names(names):
            read = self.env["access.event"]._pending_read(self._name)
            read.fields |= names
            read.ids.update(filter(None, ids))

    def _audit_grouping(self, spec):
        """Note that records, one cannot say which, were counted or grouped by a field."""
        if names := self._audited_names({spec.split(":")[0]}):
            read = self.env["access.event"]._pending_read(self._name)
            read.groupings |= names

    def _audited_names(self, names):
        return names & {"id", *self._audit_fields} if self._audit_fields else names
