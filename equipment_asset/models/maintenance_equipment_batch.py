from odoo import api, models
from odoo.tools.misc import clean_context

from .equipment_tag_mixin import new_token


class CompleteValues:
    """Says that the values of a list are complete. It travels in the context, but not over RPC."""

    def __init__(self):
        self.blank_cards = {}


# Of these the database keeps nothing as NULL, also when they are not named at all.
BLANK_TYPES = {"char", "text", "html", "selection", "date", "datetime", "many2one"}

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
    def new(self, values=None, origin=None, ref=None):
        """The ORM asks for a blank card with the currency, for each amount of each card of a list."""
        if not self._is_complete() or list(values or ()) != ["currency_id"]:
            return super().new(values, origin, ref)
        blanks, currency = self.env.context["complete_values"].blank_cards, values["currency_id"]
        if currency not in blanks:
            blanks[currency] = super().new(values, origin, ref)
        return blanks[currency]

    def _create(self, data_list):
        """The values of a list are complete: nothing waits to be computed, not even for a check."""
        cards = super()._create(data_list)
        if self._is_complete():
            for field in self._get_batch_fields().values():
                self.env.remove_to_compute(field, cards)
        return cards

    def _check_company(self, fnames=None):
        """Of the cards of a list that agree in their links, one is checked for all."""
        if not self._is_complete():
            return super()._check_company(fnames)
        names = [name for name, field in self._fields.items() if getattr(field, "check_company", 0)]
        ids = {tuple(card[name].id for name in ("company_id", *names)): card.id for card in self}
        return super(MaintenanceEquipment, self.browse(ids.values()))._check_company(fnames)

    def _create_batch(self, vals_list):
        """Create cards as :meth:`create` would, several times as fast and without messages.

        The ORM computes the stored fields card by card and writes each row twice. Cards that agree
        in what these fields depend on agree in their values, too: they are computed once, on a
        card that is never saved, and inserted with the rest. (``currency_id`` is stored, because
        the ORM works it out again for each amount of each card otherwise.)

        :param vals_list: values of plain fields and links, without rows of One2many fields
        """
        self.check_access("create")
        # sudo: results of the suite itself are among the values; access is checked before and after
        context = clean_context(self.env.context) | QUIET | {"complete_values": CompleteValues()}
        cards = self.with_env(self.env(su=True, context=context))
        computed = self._get_batch_fields()
        created = cards.create(cards._complete_vals(vals_list, computed))
        created = created.with_env(self.env)
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

    def _complete_vals(self, vals_list, computed):
        defaults = self.with_context(complete_values=None).default_get(list(self._fields))
        inputs = self._get_batch_inputs(computed)
        blank = self._get_batch_blanks()
        rows, patterns = [], {}
        for vals in vals_list:
            row = {**defaults, "tag_token": new_token(), **vals}
            given = frozenset(row.keys() & computed.keys())
            key = (given, *(row.get(name) for name in inputs))
            patterns.setdefault(key, row)
            rows.append((key, row))
        results = self._compute_patterns(patterns.values(), computed)
        results = dict(zip(patterns, results, strict=True))
        complete = (results[key] | row for key, row in rows)
        return [
            {name: value for name, value in row.items() if value or name not in blank}
            for row in complete
        ]

    def _get_batch_blanks(self):
        """Names of the fields that are left out while nobody has filled them."""
        return {
            name
            for name, field in self._fields.items()
            if field.type in BLANK_TYPES and not field.precompute and not field.required
        }

    def _get_batch_inputs(self, computed):
        """Names of all fields that the value of a computed one may come from."""
        depends = self.pool.field_depends
        paths = {path for field in computed.values() for path in depends[field]}
        names = {path.partition(".")[0] for path in paths}
        return [name for name in names if self._fields[name].column_type]

    def _compute_patterns(self, vals_list, computed):
        """``{name: value}`` of the computed fields that are not given, for each of some cards."""
        computed = {name: field for name, field in computed.items() if field.column_type}
        cards = self.concat(*(self.new(vals) for vals in vals_list))
        results = [{} for _card in cards]
        for name, field in computed.items():
            rows = zip(cards, results, vals_list, strict=True)
            todo = [(card, result) for card, result, vals in rows if name not in vals]
            field.compute_value(self.concat(*(card for card, _result in todo)))
            for card, result in todo:
                result[name] = field.convert_to_write(card[name], card)
        return results
