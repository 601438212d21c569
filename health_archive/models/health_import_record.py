from odoo import fields, models


class HealthImportRecord(models.Model):
    """An archive that an import made: what undoing the import takes back."""

    _name = "health.import.record"
    _inherit = ["bulk.create.mixin"]
    _description = "Archive of an Import"
    _order = "import_id, row"

    import_id = fields.Many2one("health.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer(required=True)
    archive_id = fields.Many2one("health.archive", required=True, index=True, ondelete="cascade")
    is_new_person = fields.Boolean(help="The import made the resident, too.")
    is_kept = fields.Boolean(help="Undoing left it, because something hangs on it.")

    _to_undo = models.Index("(import_id, row) WHERE is_kept IS NOT TRUE")


class HealthArchive(models.Model):
    _inherit = "health.archive"

    import_record_ids = fields.One2many("health.import.record", "archive_id", "Imported by")
