from dataclasses import dataclass

from odoo import api, models, tools

from .resident_merge_journal import UNMOVED


@dataclass(frozen=True)
class Reference:
    """A stored field whose values point to records of some model.

    ``kind`` is many2one, many2many, company (a Many2one per company, in JSON), res_id (an id beside
    the name of a model) or reference ("model,id").
    """

    model: str
    field: str
    kind: str
    table: str
    column: str
    other: str = ""
    of_other: bool = True
    model_field: str = ""


class ResidentMerge(models.Model):
    """Where in the database a record can be referred to."""

    _inherit = "resident.merge"

    @api.model
    @tools.ormcache("model_name")
    def _get_references(self, model_name):
        """All :class:`Reference` to records of a model, each column once."""
        references = {}
        for model in self.env.registry.models.values():
            if model._abstract or model._transient or not model._auto or model._name in UNMOVED:
                continue
            for field in model._fields.values():
                reference = field.store and self._make_reference(model, field, model_name)
                if reference:
                    references.setdefault((reference.table, reference.column), reference)
        return tuple(references.values())

    @api.model
    @tools.ormcache("table")
    def _get_model_of(self, table):
        """Name of the model that keeps its records in ``table``; False for a relation table."""
        for model in self.env.registry.models.values():
            if not model._abstract and model._auto and model._table == table:
                return model._name
        return False

    @api.model
    @tools.ormcache("table")
    def _get_relation(self, table):
        """Names of the model and of its Many2many kept in a relation ``table``; False if gone."""
        for model in self.env.registry.models.values():
            if model._abstract or model._transient:
                continue
            for field in model._fields.values():
                if field.type == "many2many" and field.store and field.relation == table:
                    return model._name, field.name
        return False, False

    def _make_reference(self, model, field, model_name):
        to_it = field.comodel_name == model_name
        place = (model._name, field.name)
        if field.type == "many2one" and to_it:
            kind = "company" if field.company_dependent else "many2one"
            return Reference(*place, kind, model._table, field.name)
        if field.type == "many2many":
            return self._make_relation(place, model, field, model_name)
        if field.type == "many2one_reference" and model._fields[field.model_field].store:
            return Reference(
                *place, "res_id", model._table, field.name, model_field=field.model_field
            )
        if field.type == "reference":
            return Reference(*place, "reference", model._table, field.name)
        return None

    def _make_relation(self, place, model, field, model_name):
        if self._get_model_of(field.relation):
            return None  # moved as rows of that model
        if field.comodel_name == model_name:
            return Reference(*place, "many2many", field.relation, field.column2, field.column1)
        if model._name == model_name:
            return Reference(
                *place, "many2many", field.relation, field.column1, field.column2, of_other=False
            )
        return None
