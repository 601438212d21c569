from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..tools import write_template

COUNTERS = frozenset({"total_count", "worked_count", "done_count", "error_count", "next_row"})
# What the import writes itself.
KEPT = COUNTERS | {
    "state",
    "checksum",
    "titles",
    "user_id",
    "started_at",
    "finished_at",
    "result_file",
    "encoding_note",
    "chunk_ids",
    "error_ids",
}


class SpreadsheetImportMixin(models.AbstractModel):
    """Import of a long list: checked first, resumable, each error beside its row.

    An inheriting model names the columns (``_import_columns``, ``_hints``) and its cron
    (``_cron_xmlid``), and adds ``chunk_ids`` and ``error_ids``, One2many fields to a
    ``spreadsheet.import.part.mixin`` and a ``spreadsheet.import.error.mixin``. Its users write the
    documents and only read the rows.
    """

    _name = "spreadsheet.import.mixin"
    _description = "Import of a Long List"
    _order = "id desc"
    _rec_name = "filename"

    _import_columns = ()
    _hints = {}
    _cron_xmlid = ""
    _counter_fields = COUNTERS
    _kept_fields = KEPT
    # What the user chooses; choosing another makes a check void.
    _chosen_fields = frozenset({"file", "filename", "mode"})

    file = fields.Binary(required=True, help="An .xlsx or .csv file.")
    filename = fields.Char(string="File name", required=True)
    mode = fields.Selection(
        [
            ("good_rows", "Good rows are kept, the others listed"),
            ("all_or_nothing", "All rows or nothing"),
        ],
        required=True,
        default="good_rows",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("checking", "Checking"),
            ("checked", "Checked"),
            ("running", "Importing"),
            ("paused", "Paused"),
            ("done", "Imported"),
            ("failed", "Nothing imported"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        copy=False,
    )
    checksum = fields.Char(readonly=True, copy=False)
    titles = fields.Json(readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users", string="Started by", readonly=True, copy=False, index="btree_not_null"
    )
    total_count = fields.Integer(string="Rows", readonly=True, copy=False)
    worked_count = fields.Integer(string="Rows worked on", readonly=True, copy=False)
    done_count = fields.Integer(string="Good rows", readonly=True, copy=False)
    error_count = fields.Integer(string="Rows with errors", readonly=True, copy=False)
    next_row = fields.Integer(readonly=True, copy=False, help="Where a stopped import goes on.")
    progress = fields.Integer(compute="_compute_progress")
    started_at = fields.Datetime(readonly=True, copy=False)
    finished_at = fields.Datetime(readonly=True, copy=False)
    result_file = fields.Binary(string="Rows with errors beside them", readonly=True, copy=False)
    is_result_short = fields.Boolean(
        "Result has the refused rows only", compute="_compute_is_result_short"
    )
    whole_file = fields.Binary(
        string="All rows, errors beside them", compute="_compute_whole_file", prefetch=False
    )
    result_name = fields.Char(compute="_compute_result_name")
    encoding_note = fields.Char(
        "Encoding", readonly=True, copy=False, help="Why the text had to be read in another one."
    )

    @api.depends("worked_count", "total_count")
    def _compute_progress(self):
        for document in self:
            total = document.total_count
            document.progress = 100 * document.worked_count // total if total else 0

    @api.depends("filename")
    def _compute_result_name(self):
        for document in self:
            stem = (document.filename or "").rpartition(".")[0]
            document.result_name = self.env._("%(name)s - errors.xlsx", name=stem)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_chosen(vals)
        # defaults in the context could name a state or a user, too
        documents = self.with_env(self.env(context=clean_context(self.env.context)))
        return super(SpreadsheetImportMixin, documents).create(vals_list).with_env(self.env)

    def write(self, vals):
        self._check_chosen(vals)
        chosen = self._chosen_fields & vals.keys()
        if chosen and not self.env.su:
            self._check_open()
            # sudo: what was found in the former file is void; parts are kept by the machine
            self.sudo()._forget()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        if self.filtered("started_at"):
            raise UserError(
                self.env._("An import that was started stays as proof of what it made.")
            )

    def action_download_result(self):
        """Download the rows with their errors beside them."""
        return self._download("result_file", self.result_name)

    def action_download_whole(self):
        """Download all rows of a long list that was checked, with their errors beside them."""
        return self._download("whole_file", self.result_name)

    def _download(self, field, name):
        self.ensure_one()
        url = f"/web/content/{self._name}/{self.id}/{field}/{name}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _check_chosen(self, vals):
        """State, counters and the user it runs as are never written from outside.

        :raise AccessError: somebody tried
        """
        if not self.env.su and vals.keys() & self._kept_fields:
            raise AccessError(self.env._("The import itself keeps its state."))

    def _check_open(self):
        """:raise UserError: the file is being imported or was imported"""
        if self.filtered(lambda document: document.state not in ("draft", "checked", "failed")):
            raise UserError(self.env._("This import has started. Upload the file as a new import."))

    def _forget(self):
        """Start over: nothing is known of the file."""
        self.chunk_ids.unlink()
        self.error_ids.unlink()
        empty = ("checksum", "titles", "result_file", "encoding_note")
        counters = dict.fromkeys(self._counter_fields, 0)
        self.write({"state": "draft"} | dict.fromkeys(empty, False) | counters)

    def _get_columns(self):
        """Hook: :class:`~..tools.Column` of the list, where what was chosen decides about them."""
        return self._import_columns

    def _choose(self, _choices):
        """Hook: an unsaved import as chosen so far, where its template depends on that.

        :param dict _choices: the words behind the address of the template
        """
        return self

    def _write_template(self):
        """Bytes of the workbook that users fill in."""
        return write_template(self._get_columns(), hints=self._hints)

    def _get_template_name(self):
        return self.env._("Template.xlsx")

    def _announce(self, body, partner_ids):
        """Hook: the check or the import has ended."""
