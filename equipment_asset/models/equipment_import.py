from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.device_list import COLUMNS, HINTS
from ..tools.duplicates import Duplicates


class EquipmentImport(models.Model):
    """Import of an existing device list: checked first, resumable, each error beside its row."""

    _name = "equipment.import"
    _inherit = ["spreadsheet.import.mixin", "mail.thread", "org.scoped.mixin"]
    _description = "Import of a Device List"
    _import_columns = COLUMNS
    _hints = HINTS
    _cron_xmlid = "equipment_asset.equipment_import_cron"
    _chosen_fields = frozenset(
        {"file", "filename", "mode", "create_partners", "create_models", "org_unit_id"}
    )

    file = fields.Binary(string="Device list")
    create_partners = fields.Boolean(
        string="Create missing companies",
        help="Suppliers and manufacturers that are unknown are added; otherwise they are errors.",
    )
    create_models = fields.Boolean(
        string="Create missing device models",
        help="Otherwise a card of an unknown name, brand and specification has no device model.",
    )
    state = fields.Selection(tracking=True)
    chunk_ids = fields.One2many("equipment.import.chunk", "import_id")
    error_ids = fields.One2many("equipment.import.error", "import_id", string="Errors")

    _once = models.UniqueIndex(
        "(org_unit_id, checksum) WHERE state IN ('running', 'paused', 'done')",
        "This file was imported already. Upload only the rows that are still missing.",
    )

    def _check_can_start(self):
        if self.state in ("checked", "paused") and self._find_twin():
            raise UserError(
                self.env._("This file was imported already. Upload only the rows that are missing.")
            )
        super()._check_can_start()

    def _find_twin(self):
        """Another import of the same file for the same unit; the database forbids it, too."""
        same = [("org_unit_id", "=", self.org_unit_id.id), ("checksum", "=", self.checksum)]
        started = [("id", "!=", self.id), ("state", "in", ("running", "paused", "done"))]
        return self.search([*same, *started], limit=1)

    def _make_line_checker(self):
        return Duplicates(self.env)

    def _get_template_name(self):
        return self.env._("Device list.xlsx")

    def _announce(self, body, partner_ids):
        self.message_post(body=body, partner_ids=partner_ids)
