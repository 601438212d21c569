import json
from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

NAMED = 20
"""How many rows a message names."""


class ResidentMerge(models.Model):
    """Taking a merge back: every value, link and row as it was."""

    _inherit = "resident.merge"

    def _undo(self, reason, force=False):
        """Restore what the merge changed; what was entered since stays with the kept person.

        :param bool force: restore the rest when something was changed since
        :raise UserError: names what was changed or deleted since
        """
        self.ensure_one()
        self._check_may_undo()
        broken = self._get_broken_changes()
        if broken and not force:
            raise self._make_broken_error(broken)
        people = self.kept_id | self.lost_id
        self.env["access.event"]._record("unmerge", people, reason=reason)
        # sudo: as in _merge()
        merge = self.sudo().with_context(active_test=False, tracking_disable=True)
        merge._restore(merge.change_ids - broken)
        merge._write_server(
            {
                "state": "undone",
                "undone_by_id": self.env.uid,
                "undone_at": fields.Datetime.now(),
                "undo_reason": reason,
            }
        )
        self.env["resident.duplicate"].sudo().search(  # sudo: the queue belongs to the system
            [("merge_id", "=", self.id)]
        ).write({"state": "open", "decided_by_id": False, "decided_at": False, "merge_id": False})
        people._check_duplicates_later()

    def _check_may_undo(self):
        self._check_manager()
        people = (self.kept_id | self.lost_id).with_context(active_test=False)
        people.check_access("write")
        people._lock_for_merge()
        if self.state != "merged":
            raise UserError(self.env._("This merge was undone already."))
        if self.kept_id.merged_into_id:
            raise UserError(
                self.env._(
                    "%(kept)s was merged into %(other)s later. Undo that merge first.",
                    kept=self.kept_id.name,
                    other=self.kept_id.merged_into_id.name,
                )
            )

    def _get_broken_changes(self):
        """Changes that can't be taken back: the row is gone, or says something else by now."""
        # sudo: the values belong to nobody
        changes = self.sudo().change_ids
        self.env.flush_all()
        broken = changes.browse()
        for table, rows in (
            changes.filtered(lambda c: c.kind == "value").grouped("res_table").items()
        ):
            differing = self._get_differing(table, rows)
            broken |= differing.filtered(lambda change: not change._is_computed())
        linked = changes.filtered(lambda change: change.kind == "linked")
        return broken | linked.filtered(lambda change: not self._has_row(change))

    def _get_differing(self, table, changes):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id FROM resident_merge_change c LEFT JOIN %s t ON t.id = c.res_id
                 WHERE c.id IN %s
                   AND (to_jsonb(t) -> c.field_name) IS DISTINCT FROM c.new_value::jsonb
                """,
                SQL.identifier(table),
                changes._ids,
            )
        )
        return changes.browse(id_ for (id_,) in rows)

    def _has_row(self, change):
        table = SQL.identifier(change.res_table)
        query = SQL("SELECT 1 FROM %s WHERE %s", table, self._get_row_condition(change))
        return bool(self.env.execute_query(query))

    def _get_row_condition(self, change):
        """Finds a row of a relation table, which has no id, by its two columns."""
        row = json.loads(change.row)
        return SQL(" AND ").join(
            SQL("%s = %s", SQL.identifier(name), value) for name, value in row.items()
        )

    def _make_broken_error(self, broken):
        shown = broken[:NAMED].with_env(self.env)  # in the words that the user may read
        names = "\n".join(f"• {name}" for name in shown.mapped("display_name"))
        return UserError(
            self.env._(
                "Since the merge, %(count)s entries were changed or deleted and can't be put back "
                "as they were:\n%(names)s\nUndo the merge for the others, and correct these by "
                "hand.",
                count=len(broken),
                names=names,
            )
        )

    def _restore(self, changes):
        by_kind = changes.grouped("kind")
        values = by_kind.get("value", changes.browse())
        stale = self._get_all_differing(values)
        groups = (values - stale).grouped(lambda c: (c.res_table, c.res_model, c.field_name))
        places = [
            (self.env[model].browse(rows.mapped("res_id")), name)
            for (_table, model, name), rows in groups.items()
        ]
        self._announce(places, before=True)
        for change in by_kind.get("linked", ()):
            self._delete_row(change)
        # links first: a row goes home before it is open again, where only one may be open
        for (table, _model, name), rows in sorted(
            groups.items(), key=lambda group: not self._is_link(*group[0])
        ):
            self._restore_values(table, name, rows)
        for change in reversed(by_kind.get("deleted", changes.browse())):
            self._insert_row(change)
        self.env.invalidate_all(flush=False)
        self._announce(places)
        self._keep_restored(places, stale)

    def _is_link(self, _table, model, name):
        field = self.env[model]._fields.get(name)
        return bool(field and field.relational)

    def _get_all_differing(self, values):
        """Computed values that changed since; they are computed again instead of restored."""
        groups = values.grouped("res_table")
        return values.browse().union(
            *(self._get_differing(table, rows) for table, rows in groups.items())
        )

    def _announce(self, places, before=False):
        """Let the ORM mark what depends on the restored values, such as rows made since."""
        for records, name in places:
            if name in records._fields:
                records.modified([name], before=before)

    def _keep_restored(self, places, stale):
        """Restored values are final, also where the ORM would compute another one."""
        for records, name in places:
            if field := records._fields.get(name):
                # one method computes all of these, also when only some of them had changed
                for together in self.env.registry.field_computed.get(field, [field]):
                    self.env.remove_to_compute(together, records)
        for change in stale:
            record = self.env[change.res_model].browse(change.res_id).exists()
            self.env.add_to_compute(record._fields[change.field_name], record)
        self.env.flush_all()
        self.env.invalidate_all()

    def _restore_values(self, table, name, changes):
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(table)s t
                   SET %(name)s = (jsonb_populate_record(NULL::%(table)s, jsonb_build_object(
                                   c.field_name, c.old_value::jsonb))).%(name)s
                  FROM resident_merge_change c WHERE c.id IN %(ids)s AND t.id = c.res_id
                """,
                table=SQL.identifier(table),
                name=SQL.identifier(name),
                ids=changes._ids,
            )
        )

    def _insert_row(self, change):
        table = SQL.identifier(change.res_table)
        self.env.cr.execute(
            SQL(
                "INSERT INTO %(table)s SELECT * FROM "
                "jsonb_populate_record(NULL::%(table)s, %(row)s::jsonb)",
                table=table,
                row=change.row,
            )
        )

    def _delete_row(self, change):
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s",
                SQL.identifier(change.res_table),
                self._get_row_condition(change),
            )
        )

    def _get_later_counts(self):
        """``{name of a kind of record: how many}`` the kept person has got since the merge."""
        counts = defaultdict(int)
        journalled = self.sudo().change_ids  # sudo: only ids of rows are looked at
        known = {(c.res_table, c.res_id) for c in journalled}
        for reference in self._get_references("res.partner"):
            if reference.kind == "many2one" and reference.model != "res.partner":
                for id_ in self._get_later_ids(reference):
                    if (reference.table, id_) not in known:
                        counts[self.env["ir.model"].sudo()._get(reference.model).name] += 1
        return counts

    def _get_later_ids(self, reference):
        if not self.env[reference.model]._log_access:
            return []
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE %s = %s AND create_date > %s",
                SQL.identifier(reference.table),
                SQL.identifier(reference.column),
                self.kept_id.id,
                self.create_date,
            )
        )
        return [id_ for (id_,) in rows]
