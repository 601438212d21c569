import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import clean_context

from ..tools.import_result import write_list_template

# What the user chooses, and what the import writes itself.
CHOSEN = {"file", "filename", "mode", "create_partners", "create_models", "org_unit_id"}
COUNTERS = {"total_count", "worked_count", "done_count", "error_count", "next_row"}
KEPT = COUNTERS | {
    "state",
    "checksum",
    "titles",
    "user_id",
    "started_at",
    "finished_at",
    "result_file",
    "chunk_ids",
    "error_ids",
}


class EquipmentImport(models.Model):
    """Import of an existing device list: checked first, resumable, each error beside its row."""

    _name = "equipment.import"
    _inherit = ["mail.thread", "org.scoped.mixin"]
    _description = "Import of a Device List"
    _order = "id desc"
    _rec_name = "filename"

    file = fields.Binary(string="Device list", required=True, help="An .xlsx or .csv file.")
    filename = fields.Char(string="File name", required=True)
    mode = fields.Selection(
        [
            ("good_rows", "Good rows are kept, the others listed"),
            ("all_or_nothing", "All rows or nothing"),
        ],
        required=True,
        default="good_rows",
    )
    create_partners = fields.Boolean(
        string="Create missing companies",
        help="Suppliers and manufacturers that are unknown are added; otherwise they are errors.",
    )
    create_models = fields.Boolean(
        string="Create missing device models",
        help="Otherwise a card of an unknown name, brand and specification has no device model.",
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
        tracking=True,
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
    result_name = fields.Char(compute="_compute_result_name")
    chunk_ids = fields.One2many("equipment.import.chunk", "import_id")
    error_ids = fields.One2many("equipment.import.error", "import_id", string="Errors")
    template_file = fields.Binary(compute="_compute_template_file")

    _once = models.UniqueIndex(
        "(org_unit_id, checksum) WHERE state IN ('running', 'paused', 'done')",
        "This file was imported already. Upload only the rows that are still missing.",
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

    def _compute_template_file(self):
        self.template_file = base64.b64encode(write_list_template())

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_chosen(vals)
        # defaults in the context could name a state or a user, too
        documents = self.with_env(self.env(context=clean_context(self.env.context)))
        return super(EquipmentImport, documents).create(vals_list).with_env(self.env)

    def write(self, vals):
        self._check_chosen(vals)
        chosen = CHOSEN & vals.keys()
        if chosen and not self.env.su:
            self._check_open()
            # sudo: what was found in the former file is void; parts are kept by the machine
            self.sudo()._forget()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        if self.filtered("started_at"):
            raise UserError(self.env._("An import that was started stays as proof of its cards."))

    def action_download_template(self):
        """Download the workbook with the headings."""
        return self._download("template_file", self.env._("Device list.xlsx"))

    def action_download_result(self):
        """Download the rows with their errors beside them."""
        return self._download("result_file", self.result_name)

    def _download(self, field, name):
        self.ensure_one()
        url = f"/web/content/{self._name}/{self.id}/{field}/{name}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _check_chosen(self, vals):
        """State, counters and the user it runs as are never written from outside.

        :raise AccessError: somebody tried
        """
        if not self.env.su and vals.keys() & KEPT:
            raise AccessError(self.env._("The import itself keeps its state."))

    def _check_open(self):
        """:raise UserError: the file is being imported or was imported"""
        if self.filtered(lambda document: document.state not in ("draft", "checked", "failed")):
            raise UserError(self.env._("This import has started. Upload the file as a new import."))

    def _forget(self):
        """Start over: nothing is known of the file."""
        self.chunk_ids.unlink()
        self.error_ids.unlink()
        empty = {"state": "draft", "checksum": False, "titles": False, "result_file": False}
        self.write(dict.fromkeys(COUNTERS, 0) | empty)
