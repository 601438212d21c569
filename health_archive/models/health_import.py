from odoo import api, fields, models

from odoo.addons.safe_spreadsheet.models.spreadsheet_import_mixin import COUNTERS

from ..tools.basic_form import COLUMNS, HINTS
from ..tools.basic_form_answers import COMMON_SYSTEM
from ..tools.basic_form_checker import BasicFormChecker
from .health_import_mixin import SEALED

RESULTS = frozenset({"created_count", "filled_count", "undone_count"})


class HealthImport(models.Model):
    """Import of basic forms: residents and their archives, recognised by the identity number."""

    _name = "health.import"
    _inherit = ["health.import.mixin"]
    _description = "Import of Basic Forms"
    _import_columns = COLUMNS
    _hints = HINTS
    _cron_xmlid = "health_archive.health_import_cron"
    _chosen_fields = frozenset(
        {"file", "filename", "mode", "existing", "system_name", "org_unit_id"}
    )
    _counter_fields = COUNTERS | RESULTS
    _kept_fields = SEALED | RESULTS | {"record_ids"}

    file = fields.Binary("List of basic forms")
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

    def _make_line_checker(self):
        return BasicFormChecker(self.env)

    def _get_template_name(self):
        return self.env._("Basic forms.xlsx")
