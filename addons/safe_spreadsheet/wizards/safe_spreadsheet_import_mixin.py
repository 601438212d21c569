import base64

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import read_table, write_template

MAX_SHOWN_ERRORS = 500


class SafeSpreadsheetImportMixin(models.AbstractModel):
    """Base of import wizards: a TransientModel inherits this and implements two methods.

    ``_get_columns()`` returns the wanted columns; ``_import_row(row)`` creates or updates what
    one row says. Override ``_import_rows(rows)`` to write a whole file in few statements.
    The wizard needs its own access row and, as uploaded files are nobody else's business, a
    record rule ``[("create_uid", "=", user.id)]``.
    """

    _name = "safe_spreadsheet.import.mixin"
    _description = "Spreadsheet Import"

    file = fields.Binary("Spreadsheet", attachment=False, help="An .xlsx or .csv file.")
    filename = fields.Char()
    mode = fields.Selection("_selection_mode", default="all_or_nothing", required=True)
    state = fields.Selection("_selection_state", default="draft", readonly=True)
    imported_count = fields.Integer("Imported Rows", readonly=True)
    error_count = fields.Integer("Refused Cells", readonly=True)
    error_ids = fields.One2many(
        "safe_spreadsheet.import.error",
        "res_id",
        "Errors",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
    )
    template_file = fields.Binary(compute="_compute_template_file")

    @api.model
    def _selection_mode(self):
        # methods, because the labels of a plain list stay English in inheriting models
        labels = {
            "all_or_nothing": self.env._("Import nothing if any row is wrong"),
            "good_rows": self.env._("Import the good rows, list the others"),
        }
        return list(labels.items())

    @api.model
    def _selection_state(self):
        labels = {
            "draft": self.env._("Choose File"),
            "refused": self.env._("Refused"),
            "done": self.env._("Imported"),
        }
        return list(labels.items())

    @api.depends_context("lang")
    def _compute_template_file(self):
        for wizard in self:
            content = write_template(wizard._get_columns(), wizard._get_sheet())
            wizard.template_file = base64.b64encode(content)

    def action_import(self):
        """Read the file, import it as far as ``mode`` permits and show the outcome."""
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Please choose a file first."))
        table = read_table(
            self.env,
            base64.b64decode(self.file),
            self.filename or "",
            self._get_columns(),
            sheet=self._get_sheet(),
        )
        count, errors = self._import_table(table)
        self._show_outcome(count, sorted(errors, key=lambda error: error.row))
        return self._get_reopen_action()

    def action_download_template(self):
        """Download an empty workbook with the wanted headings."""
        self.ensure_one()
        name = self.env._("Import template.xlsx")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/template_file/{name}?download=true",
            "target": "download",
        }

    def _get_columns(self):
        """Return the list of wanted :class:`Column`."""
        raise NotImplementedError

    def _get_sheet(self):
        """Name of the worksheet, or None for the one that carries the headings."""
        return None

    def _import_row(self, row):
        """Write one row; a UserError or ValidationError becomes the error of that row.

        A :class:`ColumnError` names the cell, too.
        """
        raise NotImplementedError

    def _import_rows(self, rows):
        """Write all rows. If this fails, they are tried one by one to name the bad ones."""
        for row in rows:
            self._import_row(row)

    def _import_table(self, table):
        """Return (number of imported rows, errors); nothing stays written if it must not."""
        with self.env.cr.savepoint() as savepoint:
            count, row_errors = self._try_rows(table)
            errors = table.errors + row_errors
            if errors and self.mode == "all_or_nothing":
                savepoint.rollback()
                count = 0
        return count, errors

    def _try_rows(self, table):
        if not self._try(self._import_rows, table.rows):
            return len(table.rows), []
        errors = []
        for row in table.rows:
            if failure := self._try(self._import_rows, [row]):
                errors.append(table.make_error(row, *failure))
        return len(table.rows) - len(errors), errors

    def _try(self, method, rows):
        """Run ``method`` in a savepoint; return what failed: ``(message, name of the column)``."""
        try:
            with self.env.cr.savepoint():
                method(rows)
        except (UserError, ValidationError) as error:
            return str(error), getattr(error, "column", None)
        except psycopg2.IntegrityError as error:
            return self._explain(error), None
        return None

    def _explain(self, error):
        """Say in words which database constraint was broken."""
        table = error.diag.table_name
        model = next((model for model in self.env.registry.values() if model._table == table), self)
        return self.env[model._name]._sql_error_to_message(error)

    def _show_outcome(self, count, errors):
        self.error_ids.unlink()
        self.env["safe_spreadsheet.import.error"].create(
            [
                {
                    "res_model": self._name,
                    "res_id": self.id,
                    "row": error.row,
                    "cell": error.cell if error.header else False,
                    "header": error.header,
                    "message": error.message,
                }
                for error in errors[:MAX_SHOWN_ERRORS]
            ],
        )
        self.write(
            {
                "state": "done" if count or not errors else "refused",
                "imported_count": count,
                "error_count": len(errors),
            },
        )

    def _get_reopen_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(self._name).name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
