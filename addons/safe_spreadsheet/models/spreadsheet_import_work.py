import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every
from odoo.tools.gc import disabling_gc

from ..tools import TableStream, write_result

MAX_ROWS = 200_000
MAX_UNPACKED = 512 * 2**20
# One transaction of more rows would hold locks and memory for minutes.
MAX_ALL_OR_NOTHING = 20_000


class SpreadsheetImportMixin(models.AbstractModel):
    """How an import works: part by part, each in a transaction of its own."""

    _inherit = "spreadsheet.import.mixin"
    # States in which the background goes on with it.
    _working_states = ("checking", "running")
    # Rows of a part, which is imported in one transaction.
    _part_rows = 2_000
    # So many rows are worked on while the user waits; more run in the background.
    _rows_at_once = 2_000

    def action_check(self):
        """Read the file and show what is wrong with it; nothing is imported."""
        self.ensure_one()
        self._check_open()
        stream = self._open_list()
        # sudo: the import keeps its state itself; the user may write the document
        document = self._lock()
        document._forget()
        document.write({"state": "checking", "user_id": self.env.uid})
        if stream.row_count <= self._rows_at_once:
            document._read_list(stream)
        document._go_on(stream.row_count)

    def action_start(self):
        """Import the good rows, or go on where a paused import stopped."""
        self.ensure_one()
        document = self._lock()
        document._check_can_start()
        if document.state == "checked":
            document.write(
                {
                    "started_at": fields.Datetime.now(),
                    "worked_count": 0,
                    "done_count": 0,
                    "error_count": 0,
                    "next_row": document.chunk_ids[:1].first_row,
                }
            )
        document.write({"state": "running", "user_id": self.env.uid})
        document._go_on(document.total_count - document.worked_count)

    @api.depends("mode", "total_count")
    def _compute_is_result_short(self):
        for document in self:
            is_long = document.total_count > document._rows_at_once
            document.is_result_short = is_long and document.mode != "all_or_nothing"

    def _compute_whole_file(self):
        for document in self:
            # sudo: the rows are kept by the machine; who reads the document may have its own rows
            rows = document.sudo()
            document.whole_file = rows._write_rows() if rows.chunk_ids else False

    def action_pause(self):
        """Stop after the part that is being imported."""
        self.ensure_one()
        document = self._lock()
        if document.state != "running":
            raise UserError(self.env._("The import is not running."))
        document.state = "paused"

    @api.model
    def _cron_work(self):
        """Check or import the parts that wait, as the user who started it."""
        cron = self.env["ir.cron"]
        for document in self.search([("state", "in", self._working_states)], order="id"):
            while document.state in self._working_states and document.try_lock_for_update():
                document._work()
                if not cron._commit_progress(1, remaining=document._count_waiting()):
                    return
                document.invalidate_recordset(["state"])

    def _lock(self):
        """The document for the import's own writes, after checking the user's rights on it."""
        self.check_access("write")
        self.lock_for_update()
        self.invalidate_recordset()
        # sudo: the import keeps its state itself; the right to write was checked above
        return self.sudo()

    def _check_can_start(self):
        if self.state not in ("checked", "paused"):
            raise UserError(self.env._("Check the file first."))
        if self.mode != "all_or_nothing":
            return
        if self.error_count:
            raise UserError(
                self.env._(
                    "%(count)s rows have errors: correct them, or keep the good rows.",
                    count=self.error_count,
                )
            )
        if self.total_count > MAX_ALL_OR_NOTHING:
            raise UserError(
                self.env._(
                    "All or nothing is possible for %(limit)s rows at most; this file has "
                    "%(count)s. Keep the good rows, or split the file.",
                    limit=MAX_ALL_OR_NOTHING,
                    count=self.total_count,
                )
            )

    def _open_list(self):
        options = {"max_rows": MAX_ROWS, "max_unpacked": MAX_UNPACKED}
        content = self._get_content()
        return TableStream(self.env, content, self.filename, self._get_columns(), **options)

    def _get_content(self):
        return base64.b64decode(self.with_context(bin_size=False).file)

    def _go_on(self, row_count):
        """Do a small rest at once, leave a long one to the background."""
        if row_count <= self._rows_at_once:
            while self.state in self._working_states:
                self._work()
        else:
            self.env.ref(self._cron_xmlid)._trigger()

    def _count_waiting(self):
        """How many steps are left; one for the end."""
        if self.state not in self._working_states:
            return 0
        stage = [("import_id", "=", self.id), ("stage", "=", self._get_stage())]
        return 1 + self.chunk_ids.search_count(stage)

    def _get_stage(self):
        return "waiting" if self.state == "checking" else "checked"

    def _work(self):
        """One step: read the file, work on its next part, or finish."""
        # thousands of values are alive at once and none of them is garbage: don't look for any
        with disabling_gc():
            self._work_on_list()

    def _work_on_list(self):
        # sudo: the parts of the list are kept by the system; whose rights the rows obey is user_id
        self = self.with_user(self.user_id).with_context(lang=self.user_id.lang).sudo()
        if self.state == "checking" and not self.chunk_ids:
            self._read_list(self._open_list())
        elif self.state == "running" and self.mode == "all_or_nothing":
            self._import_all()
        elif not self._work_on_next_part():
            self._finish()

    def _read_list(self, stream):
        """Keep the rows of the file in parts, so that it is read only once."""
        checker = self._make_line_checker()
        parts = self.chunk_ids.browse()
        for lines in split_every(self._part_rows, stream, list):
            parts.create({"import_id": self.id} | parts._prepare_part(lines, checker))
            self.total_count += len(lines)
            self.env.flush_all()
            parts.invalidate_model()
        self.checksum = hashlib.sha256(self._get_content()).hexdigest()
        self.titles = stream.titles
        self.encoding_note = stream.encoding_note

    def _make_line_checker(self):
        """An object whose ``find(line)`` gives the errors of a line that need no database.

        It sees all lines in their order, so it can find what stands twice in the file.
        """
        raise NotImplementedError

    def _get_next_part(self):
        return self.chunk_ids.search(
            [("import_id", "=", self.id), ("stage", "=", self._get_stage())],
            order="first_row",
            limit=1,
        )

    def _work_on_next_part(self):
        part = self._get_next_part()
        if not part:
            return False
        good = part._check() if self.state == "checking" else part._import()
        self._count(part, good)
        return True

    def _count(self, part, good):
        rows = part.row_count
        self.write(
            {
                "worked_count": self.worked_count + rows,
                "done_count": self.done_count + good,
                "error_count": self.error_count + rows - good,
                "next_row": part.last_row + 1,
            }
        )

    def _import_all(self):
        """All parts in one transaction; the first bad row undoes them."""
        with self.env.cr.savepoint() as savepoint:
            while not self.error_count and self._work_on_next_part():
                pass
            errors = [
                {"import_id": self.id, "row": e.row, "header": e.header, "message": e.message}
                for e in self.error_ids
            ]
            if errors:
                rows = len({error["row"] for error in errors})
                savepoint.rollback()
                self.write({"error_count": rows, "done_count": 0})
                self.error_ids.create(errors)
        self._finish()

    def _finish(self):
        """Write the result and tell the user."""
        if self.error_count:
            self.result_file = self._make_result()
        state = "checked"
        if self.state == "running":
            state = "done" if self.done_count else "failed"
            self.finished_at = fields.Datetime.now()
            self.chunk_ids.unlink()
        self.state = state
        body = self.env._(
            "%(rows)s rows: %(good)s good, %(bad)s with errors.",
            rows=self.total_count,
            good=self.done_count,
            bad=self.error_count,
        )
        # who waited for a short list needs no message
        is_long = self.total_count > self._rows_at_once
        self._announce(body, self.user_id.partner_id.ids if is_long else [])

    def _make_result(self):
        """After a check all rows of the user; after an import those that are still missing.

        Of a long list whose good rows are kept only the others are of use, to correct them.
        """
        imported = self.state == "running" and self.done_count
        return self._write_rows(only_refused=self.is_result_short or imported)

    def _write_rows(self, only_refused=False):
        rows = self._get_result_rows(only_refused)
        return base64.b64encode(write_result(self.titles, self.env._("Errors"), rows))

    def _get_result_rows(self, only_refused):
        for part in self.chunk_ids:
            span = [("row", ">=", part.first_row), ("row", "<=", part.last_row)]
            reasons = {}
            for error in self.error_ids.search([("import_id", "=", self.id), *span]):
                text = f"{error.header}: {error.message}" if error.header else error.message
                reasons.setdefault(error.row, []).append(text)
            for number, cells, *_rest in part._get_lines():
                if number in reasons or not only_refused:
                    yield cells, "; ".join(reasons.get(number, ()))
            part.invalidate_recordset(["lines"])
