from odoo import api, models
from odoo.tools.misc import clean_context

from .equipment_tag_mixin import new_token


class CompleteValues:
    """Says that the values of a list are complete, with what the system ``found`` for each card.

    It travels in the context, but not over RPC.
    """

    def __init__(self):
        self.found = []


# Cards of a list are born without messages, followers and history: the list itself tells of them.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class MaintenanceEquipment(models.Model):
    """Hundreds of cards at once: what an import brings and what an acceptance books."""

    _inherit = "maintenance.equipment"

    @api.model
    def default_get(self, fields):
        """The ORM asks for each card of a list what was asked once for all of them."""
        if self._is_complete():
            return {}
        return super().default_get(fields)

    @api.model
    def _add_precomputed_values(self, vals_list):
        """Nor does it compute for each card what was computed once for all that agree."""
        if not self._is_complete():
            super()._add_precomputed_values(vals_list)

    def _check_company(self, fnames=None):
        """Of the cards of a list that agree in their links, one is checked for all."""
        if not self._is_complete():
            return super()._check_company(fnames)
        names = [name for name, field in self._fields.items() if getattr(field, "check_company", 0)]
        ids = {tuple(card[name].id for name in ("company_id", *names)): card.id for card in self}
        return super(MaintenanceEquipment, self.browse(ids.values()))._check_company(fnames)

    def _create_batch(self, vals_list):
        """Create cards as :meth:`create` would, many times as fast and without messages.

        The ORM computes the stored fields card by card and writes each row twice. Cards that agree
        in what these fields depend on agree in their values, too: they are computed once, on a
        card that is never saved, and inserted with the rest.

        :param vals_list: values of plain fields and links, without rows of One2many fields
        """
        self.check_access("create")
        # sudo: results of the suite itself are among the values; access is checked before and after
        complete = CompleteValues()
        context = clean_context(self.env.context) | QUIET | {"complete_values": complete}
        cards = self.with_env(self.env(su=True, context=context))
        vals_list = [{"tag_token": new_token(), **vals} for vals in vals_list]
        complete.found = cards._find_values(vals_list)
        created = cards.create(vals_list).with_env(self.env)
        created.check_access("create")
        return created

    def _is_complete(self):
        return isinstance(self.env.context.get("complete_values"), CompleteValues)

    def _get_batch_fields(self):
        """``{name: field}`` of all stored computed fields. New cards bring no pictures to shrink."""
        return {
            name: field
            for name, field in self._fields.items()
            if field.compute and field.store and (field.column_type or field.type == "binary")
        }

    def _find_values(self, vals_list):
        """What is stored besides ``vals_list``, defaults and results: ``{name: value}`` of each.

        Cards that agree share one dict.
        """
        defaults = self.with_context(complete_values=None).default_get(list(self._fields))
        computed = self._get_batch_fields()
        inputs = self._get_batch_inputs(computed)
        keys, patterns = [], {}
        for vals in vals_list:
            row = {**defaults, **vals}
            key = (frozenset(row.keys() & computed.keys()), *(row.get(name) for name in inputs))
            patterns.setdefault(key, row)
            keys.append(key)
        results = self._compute_patterns(patterns.values(), computed)
        found = {key: defaults | result for key, result in zip(patterns, results, strict=True)}
        return [found[key] for key in keys]

    def _get_batch_inputs(self, computed):
        """Names of all fields that the value of a computed one may come from."""
        names = set().union(*map(self._get_inputs, computed.values()))
        return [name for name in names if self._fields[name].column_type]

    def _get_inputs(self, field):
        """Names of the fields of a card that ``field`` depends on."""
        return {path.partition(".")[0] for path in self.pool.field_depends[field]}

    def _compute_patterns(self, vals_list, computed):
        """``{name: value}`` of the computed fields that are not given, for each of some cards."""
        cards = self.concat(*(self.new(vals) for vals in vals_list))
        results = [{} for _card in cards]
        for name, field in computed.items():
            if not field.column_type:
                continue
            rows = zip(cards, results, vals_list, strict=True)
            todo = [(card, result) for card, result, vals in rows if name not in vals]
            self.concat(*(card for card, _result in todo))._compute_new(field)
            for card, result in todo:
                result[name] = field.convert_to_write(card[name], card)
        cards._foresee(results)
        return results

    def _compute_new(self, field):
        """Compute a field of unsaved cards; what comes from rows of others, which none has, once."""
        if any(self._fields[name].column_type for name in self._get_inputs(field)):
            field.compute_value(self)
        elif self:
            field.compute_value(self[0])
            field._update_cache(self, field.convert_to_cache(self[0][field.name], self[0]))

    def _foresee(self, results):
        """Hook: change the results of these unsaved cards to what becomes of them once created.

        It only spares writing the rows twice: what depends on other records is computed as ever.
        """
