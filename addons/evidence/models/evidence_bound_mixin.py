from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.base.models.ir_attachment import condition_values


class EvidenceBoundMixin(models.AbstractModel):
    """Rows that belong to one record of any model and are as accessible as that record.

    Reading asks for read access to the record, everything else for write access, on every
    path: form, search, grouping, export, RPC, and through ``ir.attachment`` the file itself.
    """

    _name = "evidence.bound.mixin"
    _description = "Bound to a Record"

    res_model = fields.Char("Record Model", required=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        "Record ID", model_field="res_model", required=True, index=True, aggregator=None,
        export_string_translation=False,
    )  # fmt: skip
    res_name = fields.Char("Belongs To", compute="_compute_res_name")

    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        for row, record in self._map_records().items():
            row.res_name = record.display_name

    @api.model
    def _search(
        self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False,
    ):  # fmt: skip
        domain = Domain(domain)
        if not (self.env.su or bypass_access):
            domain &= self._get_access_domain(domain)
        return super()._search(
            domain, offset, limit, order, active_test=active_test, bypass_access=bypass_access
        )

    def _check_access(self, operation):
        result = super()._check_access(operation)
        rows = self - result[0] if result else self
        forbidden = rows._get_forbidden(operation)
        if not forbidden:
            return result
        if result:
            return result[0] | forbidden, result[1]
        return forbidden, forbidden._make_bound_access_error

    @api.model
    def _get_access_domain(self, domain):
        """Rows whose record the user finds: a subquery per model, so the database does it."""
        allowed = []
        for name in self._get_searched_models(domain):
            records = self._get_bindable(name)
            if records is None or not records.has_access("read"):
                continue
            query = records.with_context(active_test=False)._search(Domain.TRUE)
            allowed.append(Domain("res_model", "=", name) & Domain("res_id", "in", query))
        return Domain.OR(allowed)

    @api.model
    def _get_searched_models(self, domain):
        """Names of the models that rows matching ``domain`` may belong to."""
        if names := condition_values(self, "res_model", domain):
            return names
        if ids := condition_values(self, "id", domain):
            # sudo: only names of models are read, to see whose access is to be asked
            groups = self.sudo().with_context(active_test=False)
            return [n for (n,) in groups._read_group([("id", "in", list(ids))], ["res_model"])]
        return sorted(self.env.registry.descendants(["evidence.mixin"], "_inherit"))

    def _get_forbidden(self, operation):
        rows = self.filtered("id")
        ids_by_model = defaultdict(set)
        # sudo: two technical columns, read without polluting the user's cache
        for row in rows.sudo():
            ids_by_model[row.res_model].add(row.res_id)
        record_operation = "read" if operation == "read" else "write"
        allowed = set()
        for name, ids in ids_by_model.items():
            records = self._get_bindable(name)
            if records is not None:
                records = records.browse(ids).exists()._filtered_access(record_operation)
                allowed.update((name, record_id) for record_id in records.ids)
        # sudo: as above
        forbidden = rows.sudo().filtered(lambda row: (row.res_model, row.res_id) not in allowed)
        return rows.browse(forbidden.ids)

    def _make_bound_access_error(self):
        return AccessError(self.env._(
            "You have no such right on this evidence, because you lack it on the record that "
            "it belongs to."
        ))  # fmt: skip

    @api.model
    def _get_bindable(self, name):
        """Empty recordset of a model that may carry evidence, ``None`` for any other."""
        model = self.env.get(name)
        if model is None or model._abstract or "evidence_ids" not in model._fields:
            return None
        return model.browse()

    def _map_records(self):
        """``{row: its record}``, fetched together; an empty recordset where it is gone."""
        ids_by_model = defaultdict(set)
        for row in self:
            ids_by_model[row.res_model].add(row.res_id)
        found = {}
        for name, ids in ids_by_model.items():
            if (records := self._get_bindable(name)) is not None:
                records = records.browse(filter(None, ids)).exists()
                found.update({(name, record.id): record for record in records})
        return {row: found.get((row.res_model, row.res_id), self.browse()) for row in self}

    def _get_record(self):
        """The record this row belongs to, empty when it is gone."""
        self.ensure_one()
        return self._map_records()[self]

    def _check_record_open(self):
        """:raise UserError: the record is missing, can't carry evidence, or is sealed."""
        for record in self._map_records().values():
            if not record or record._name == self._name:
                raise UserError(self.env._("Choose an existing record to which evidence belongs."))
            record.check_access("write")
            if record._evidence_is_locked():
                raise UserError(self.env._(
                    "“%(record)s” is sealed: its evidence can't change any more.",
                    record=record.display_name,
                ))  # fmt: skip
