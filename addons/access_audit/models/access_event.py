from contextlib import contextmanager

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import Read, http_request, origin, pending


class AccessAuditError(UserError):
    """The audit can't be written, so nothing is shown."""

    http_status = 503


class AccessEvent(models.Model):
    """Who read what, when and through which door; stands in the schema ``access_audit``.

    Rows can be added and read, never changed or deleted: see ``privileged.sql``.
    """

    _name = "access.event"
    _description = "Access Event"
    _auto = False
    _rec_name = "route"
    _order = "id desc"

    ts = fields.Datetime("Time")
    user_id = fields.Many2one("res.users", help="The person logged in, also when the server acted.")
    login = fields.Char(help="As it was at that time.")
    model = fields.Char()
    model_label = fields.Char("Kind of Record", compute="_compute_model_label")
    res_count = fields.Integer("Records", help="How many records were loaded.", aggregator="sum")
    res_ids = fields.Text("Record IDs", help="None: only counts or groups were shown.")
    res_id = fields.Integer(
        "Record ID",
        compute="_compute_res_id",
        search="_search_res_id",
        help="Search for it together with the model to see who looked at one record.",
    )
    field_names = fields.Text()
    field_labels = fields.Text("Fields", compute="_compute_field_labels")
    purpose = fields.Selection(selection="_selection_purpose")
    route = fields.Char(help="The address that was called, without its parameters.")
    request = fields.Char(help="The same for all rows of one request.")
    remote = fields.Char("From Address", help="Network address the request came from.")
    reason = fields.Char(help="What the user gave as reason, where one is asked for.")

    @property
    def _table_query(self):
        return SQL("""
            SELECT event.id, event.ts, users.id AS user_id, event.login, event.model,
                   cardinality(event.res_ids) AS res_count,
                   array_to_string(event.res_ids, ', ') AS res_ids,
                   array_to_string(event.fields, ', ') AS field_names,
                   event.purpose, event.route, event.request, event.remote, event.reason
              FROM access_audit.event event
         LEFT JOIN res_users users ON users.id = event.uid
        """)

    @api.model
    def _selection_purpose(self):
        """Codes of ``tools.origin`` and of ``_record``; add-ons add the codes they record."""
        return list({
            "screen": self.env._("Screen"),
            "portal": self.env._("Portal"),
            "api": self.env._("Interface"),
            "export": self.env._("Export"),
            "report": self.env._("Printed Form"),
            "file": self.env._("File"),
            "schedule": self.env._("Scheduled Job"),
            "system": self.env._("System"),
            "reveal": self.env._("Masked Value Revealed"),
        }.items())  # fmt: skip

    @api.depends("model")
    def _compute_model_label(self):
        names = set(self.mapped("model"))
        # sudo: auditors need not be allowed to read the technical list of models.
        models_ = self.env["ir.model"].sudo().search_fetch([("model", "in", names)], ["name"])
        labels = {model.model: model.name for model in models_}
        for event in self:
            event.model_label = labels.get(event.model, event.model)

    @api.depends("model", "field_names")
    def _compute_field_labels(self):
        read = {event: (event.field_names or "").split(", ") for event in self}
        names = {name for names in read.values() for name in names}
        domain = [("model", "in", self.mapped("model")), ("name", "in", list(names))]
        # sudo: auditors need not be allowed to read the technical list of fields.
        known = self.env["ir.model.fields"].sudo().search_fetch(domain, ["field_description"])
        labels = {(field.model, field.name): field.field_description for field in known}
        for event, names in read.items():
            shown = [labels.get((event.model, name), name) for name in names]
            event.field_labels = "、".join(shown)

    def _compute_res_id(self):
        self.res_id = False

    def _search_res_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = SQL(
            "(SELECT id FROM access_audit.event WHERE res_ids && %s::integer[])",
            [int(id_) for id_ in value],
        )
        return Domain("id", "in", found)

    @api.model
    def _record(self, purpose, records, fields=(), reason=""):
        """Write a row of its own at once, before something is shown, printed or handed out.

        It stays even if the caller's transaction fails.

        :param purpose: a code of ``_selection_purpose``
        :param fields: names of the fields whose values are shown
        :raise AccessAuditError: the row couldn't be written; the caller must not go on
        """
        read = Read(self.env.uid, set(records.ids), set(fields))
        with self._own_cursor() as events:
            events._insert(records._name, read, origin(self.env)._replace(purpose=purpose), reason)

    @api.model
    def _pending_read(self, model):
        return pending(self.env).setdefault(model, Read(self.env.uid))

    @api.model
    def _flush(self, reads):
        """Write one row for each model of ``reads`` and empty it."""
        rows = [(model, self._narrow(model, read)) for model, read in reads.items()]
        come_from = origin(self.env)
        reads.clear()
        for model, read in rows:
            if read.ids or read.groupings:
                self._insert(model, read, come_from)

    @api.model
    def _flush_request(self, failed=False):
        """End of an HTTP request: write what it read, or let the reply be an error.

        :param failed: the request's transaction can't be used any more
        """
        reads = pending(self.env)
        if not reads:
            return
        closed = self.env.cr._closed  # by XML-RPC, before it serves with a cursor of its own
        if closed or failed or self.env.cr.readonly:
            if not closed:
                self.env.cr.rollback()  # a replica's snapshot, or one that failed: not needed
            with self._own_cursor() as events:
                events._flush(reads)
        else:
            with self._fail_closed():
                self._flush(reads)

    @api.model
    def _narrow(self, model, read):
        """Drop the records that aren't audited; what was deleted meanwhile stays."""
        if domain := self.env[model]._audit_domain:
            # Which rows count has nothing to do with what the user may see.
            records = self.env[model].sudo().with_context(active_test=False)
            others = records._search(Domain("id", "in", list(read.ids)) & ~Domain(domain))
            read.ids.difference_update(others)
        return read

    @api.model
    def _insert(self, model, read, come_from, reason=""):
        current = http_request()
        # The person logged in, even where code went on as somebody else.
        uid = current and current.env.uid or read.uid
        self.env.cr.execute(SQL(
            """
            SELECT access_audit.add_event(
                %(uid)s, coalesce((SELECT login FROM res_users WHERE id = %(uid)s), ''),
                %(model)s, %(ids)s::integer[], %(fields)s::text[],
                %(purpose)s, %(route)s, %(request)s, %(remote)s, %(reason)s)
            """,
            uid=uid,
            model=model,
            ids=sorted(read.ids),
            fields=sorted(read.fields | read.groupings),
            reason=reason or "",
            **come_from._asdict(),
        ))  # fmt: skip

    @contextmanager
    def _own_cursor(self):
        """This model on a connection of its own, committed at the end."""
        uid = self.env.uid or SUPERUSER_ID  # where nobody is logged in, as before XML-RPC serves
        with self._fail_closed(), self.env.registry.cursor() as cr:
            yield self.with_env(self.env(cr=cr, user=uid))

    @contextmanager
    def _fail_closed(self):
        try:
            yield
        except psycopg2.Error as error:
            raise AccessAuditError(
                self.env._(
                    "The access audit cannot be written, so nothing is shown. "
                    "Please tell your administrator."
                )
            ) from error
