from odoo import api, models
from odoo.tools.misc import clean_context

from .equipment_tag_mixin import new_token

# The values of a list are complete. A context key can be sent over RPC, this object can't.
_COMPLETE = object()

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
        context = clean_context(self.env.context) | QUIET | {"complete_values": _COMPLETE}
        cards = self.with_env(self.env(su=True, context=context))
        computed = self._get_batch_fields()
        created = cards.create(cards._complete_vals(vals_list, computed))
        created = created.with_env(self.env)
        created.check_access("create")
        return created

    def _is_complete(self):
        return self.env.context.get("complete_values") is _COMPLETE

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
        patterns, complete = {}, []
        for vals in vals_list:
            vals = {**defaults, "tag_token": new_token(), **vals}
            given = vals.keys() & computed.keys()
            key = (frozenset(given), *(vals.get(name) for name in inputs))
            if key not in patterns:
                patterns[key] = self._compute_pattern(vals, computed)
            vals = patterns[key] | vals
            complete.append({n: value for n, value in vals.items() if value or n not in blank})
        return complete

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

    def _compute_pattern(self, vals, computed):
        pattern = self.new(vals)
        return {
            name: field.convert_to_write(pattern[name], pattern)
            for name, field in computed.items()
            if field.column_type and name not in vals
        }
