from odoo import fields, models


class HealthImportError(models.Model):
    """One cell of a list of basic forms that was not accepted, and why."""

    _name = "health.import.error"
    _inherit = ["spreadsheet.import.error.mixin"]
    _description = "Refused Cell of a List of Basic Forms"

    import_id = fields.Many2one("health.import", required=True, index=True, ondelete="cascade")

    _import_row = models.Index("(import_id, row)")
