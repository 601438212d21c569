import base64

from odoo import api, fields, models

from odoo.addons.safe_spreadsheet.models.spreadsheet_import_mixin import COUNTERS, KEPT

from ..tools.basic_form import COLUMNS, HINTS
from ..tools.basic_form_answers import COMMON_SYSTEM
from ..tools.basic_form_checker import BasicFormChecker

RESULTS = frozenset({"created_count", "filled_count", "undone_count"})
NOBODY = "resident.group_never"


class HealthImport(models.Model):
    """Import of basic forms: residents and their archives, recognised by the identity number.

    The file holds whole identity numbers. So it is kept sealed, like the rows read from it, by the
    key that lies outside the database; when the import is done it is deleted.
    """

    _name = "health.import"
    _inherit = ["spreadsheet.import.mixin", "mail.thread", "org.scoped.mixin"]
    _description = "Import of Basic Forms"
    _import_columns = COLUMNS
    _hints = HINTS
    _cron_xmlid = "health_archive.health_import_cron"
    _chosen_fields = frozenset(
        {"file", "filename", "mode", "existing", "system_name", "org_unit_id"}
    )
    _counter_fields = COUNTERS | RESULTS
    _kept_fields = KEPT | RESULTS | {"sealed_file", "sealed_result", "record_ids"}

    file = fields.Binary(
        "List of basic forms", compute="_compute_file", inverse="_inverse_file", copy=False
    )
    sealed_file = fields.Binary(groups=NOBODY, copy=False)
    result_file = fields.Binary(compute="_compute_result_file", inverse="_inverse_result_file")
    sealed_result = fields.Binary(groups=NOBODY, copy=False)
    has_result = fields.Boolean(compute="_compute_has_result")
    existing = fields.Selection(
        [
            ("leave", "Archives that exist stay as they are"),
            ("fill", "Empty boxes of existing archives are filled"),
        ],
        "Known persons",
        required=True,
        default="leave",
        help="Persons are recognised by the identity number. What is filled in is never replaced.",
    )
    system_name = fields.Selection(
        selection="_selection_system_name",
        string="Codes of",
        help="The system the file comes from, when it numbers some answers its own way.",
    )
    state = fields.Selection(
        selection_add=[("undoing", "Being undone"), ("undone", "Undone")],
        ondelete={"undoing": "cascade", "undone": "cascade"},
        tracking=True,
    )
    created_count = fields.Integer("New archives", readonly=True, copy=False)
    filled_count = fields.Integer("Archives filled up", readonly=True, copy=False)
    unchanged_count = fields.Integer("Unchanged", compute="_compute_unchanged_count")
    chunk_ids = fields.One2many("health.import.part", "import_id")
    error_ids = fields.One2many("health.import.error", "import_id", string="Errors")
    record_ids = fields.One2many("health.import.record", "import_id", string="What it made")

    @api.model
    def _selection_system_name(self):
        # sudo: code lists are printed on every form
        mappings = self.env["health.code.mapping"].sudo()
        names = mappings._read_group([("system_name", "!=", COMMON_SYSTEM)], ["system_name"])
        return [(name, name) for (name,) in names]

    @api.depends("sealed_file")
    def _compute_file(self):
        for document in self:
            # sudo: the sealed columns belong to nobody
            document.file = document._unseal(document.sudo().sealed_file)

    def _inverse_file(self):
        for document in self:
            # sudo: as above
            document.sudo().sealed_file = document._seal(document.file)

    @api.depends("sealed_result")
    def _compute_result_file(self):
        for document in self:
            # sudo: as above
            sealed = document.sudo().sealed_result
            if sealed:
                document._record_download("result_file")
            document.result_file = document._unseal(sealed)

    def _compute_whole_file(self):
        for document in self:
            document._record_download("whole_file")
        return super()._compute_whole_file()

    def _record_download(self, name):
        """Whoever takes the file takes whole identity numbers out of the system."""
        self.env["access.event"]._record("export", self, [name])

    def _inverse_result_file(self):
        for document in self:
            # sudo: as above
            document.sudo().sealed_result = document._seal(document.result_file)

    @api.depends("sealed_result")
    def _compute_has_result(self):
        for document in self:
            # sudo: as above
            document.has_result = bool(document.sudo().with_context(bin_size=True).sealed_result)

    @api.depends("done_count", "created_count", "filled_count")
    def _compute_unchanged_count(self):
        for document in self:
            changed = document.created_count + document.filled_count
            document.unchanged_count = document.done_count - changed

    def action_open_archives(self):
        """Show the archives that this import made."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("health_archive.health_archive_action")
        return action | {"domain": [("import_record_ids.import_id", "=", self.id)]}

    def _seal(self, content):
        """Base64 content as it is kept."""
        if not content:
            return False
        vault = self.env["resident.identity"]._get_vault()
        return base64.b64encode(vault.encrypt(_to_text(content), self._name))

    def _unseal(self, sealed):
        if not sealed:
            return False
        vault = self.env["resident.identity"]._get_vault()
        return vault.decrypt(base64.b64decode(sealed), self._name).encode()

    def _finish(self):
        super()._finish()
        if self.state == "done":
            # personal data of a whole village isn't kept a second time
            self.sealed_file = False

    def _make_line_checker(self):
        return BasicFormChecker(self.env)

    def _get_template_name(self):
        return self.env._("Basic forms.xlsx")

    def _announce(self, body, partner_ids):
        self.message_post(body=body, partner_ids=partner_ids)


def _to_text(content):
    return content.decode() if isinstance(content, bytes) else content
