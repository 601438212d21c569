from collections import defaultdict

from odoo import api, models, tools
from odoo.exceptions import AccessError

# Unforgeable: a context key can be sent over RPC, this object can't.
_SERVER = object()


class ServerGuardMixin(models.AbstractModel):
    """What a client may send: no value that the system finds out, no link out of his scope.

    The ORM lets whoever may write a record overwrite its stored computed columns, and shows the
    name of a linked record without asking for its access: a link to a foreign record would tell
    what it is. Neither may come in as a default, from the context or a default of his own.
    """

    _name = "server.guard.mixin"
    _description = "Guard of Server Fields and Links"

    # Fields without compute that only the methods of the model write, see _write_server(); those of
    # the classes that extend the model are added to them.
    _server_fields = frozenset()
    # Fields that are given when the record is made, and never afterwards.
    _fixed_fields = frozenset()
    # Units that a client chooses among his own.
    _own_unit_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_server():
            self._check_not_entered({name for vals in vals_list for name in vals})
            self._check_links(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_server():
            self._check_not_entered(vals, self._fixed_fields)
            self._check_links([vals])
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        for name in [name for name in values if self._is_server_field(name)]:
            del values[name]
            field = self._fields[name]
            if field.default:
                values[name] = field.convert_to_write(field.default(self), self)
        self._check_links([values])
        return values

    def onchange(self, values, field_names, fields_spec):
        self._check_links([values])
        return super().onchange(values, field_names, fields_spec)

    def _as_server(self):
        """These records, for a method of the model that fills server fields."""
        return self.with_context(server_write=_SERVER)

    def _write_server(self, vals):
        """Write what only the methods of the model may write."""
        return self._as_server().write(vals)

    def _is_server(self):
        return self.env.su or self.env.context.get("server_write") is _SERVER

    @api.model
    def _is_server_field(self, name):
        field = self._fields.get(name)
        computed = field and field.store and field.compute and field.readonly and not field.inverse
        return bool(computed) or name in self._get_server_fields()

    @api.model
    @tools.ormcache()
    def _get_server_fields(self):
        """``_server_fields`` of all classes that make up the model: each names its own."""
        return frozenset().union(
            *(base.__dict__.get("_server_fields", ()) for base in type(self).__mro__)
        )

    def _check_not_entered(self, names, fixed=()):
        """:raise AccessError: names the first field that only the system fills"""
        for name in names:
            if self._is_server_field(name) or name in fixed:
                raise AccessError(
                    self.env._(
                        "“%(field)s” is filled by the system and cannot be entered.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    def _check_links(self, vals_list):
        """:raise AccessError: one of the records linked to is out of the user's scope"""
        if self._is_server():
            return
        linked = defaultdict(set)
        for vals in vals_list:
            self._collect_links(vals, linked)
        self.env["org.unit"].browse(linked.pop("org.unit", ())).check_in_scope()
        for name, ids in linked.items():
            self.env[name].browse(ids).check_access("read")

    def _collect_links(self, vals, linked):
        """Add what ``vals`` link to, also in their rows, to ``{model name: ids}``."""
        for name, value in vals.items():
            field = self._fields.get(name)
            if not value or not field or not field.relational:
                continue
            comodel = self.env[field.comodel_name]
            if field.type == "many2one" and isinstance(value, dict):
                # A row being entered sends its document as it stands on the screen.
                if isinstance(comodel, ServerGuardMixin):
                    comodel._collect_links(value, linked)
                value = value.get("id")
            scoped = "org_unit_id" in comodel._fields or isinstance(comodel, ServerGuardMixin)
            if (scoped or name in self._own_unit_fields) and field.type != "one2many":
                linked[comodel._name].update(_get_ids(field, value))
            elif isinstance(comodel, ServerGuardMixin):
                for row in _get_rows(value):
                    comodel._collect_links(row, linked)


def _get_ids(field, value):
    """Ids in a value of a Many2one or Many2many as clients send it."""
    if field.type == "many2one":
        value = [value[0] if isinstance(value, list | tuple) else value]
    ids = set()
    for item in value if isinstance(value, list | tuple) else ():
        if isinstance(item, list | tuple):
            ids.update([item[1]] if item[0] == 4 else item[2] if item[0] == 6 else ())
        else:
            ids.add(item)
    return {item for item in ids if isinstance(item, int)}


def _get_rows(value):
    """Values of the rows that the commands of a One2many add or change."""
    commands = [item for item in value if isinstance(item, list | tuple)]
    return [command[2] for command in commands if command[0] in (0, 1) and command[2]]
