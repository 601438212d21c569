from odoo import fields, models


class EquipmentImportError(models.Model):
    """One cell of a device list that was not accepted, and why."""

    _name = "equipment.import.error"
    _inherit = ["spreadsheet.import.error.mixin"]
    _description = "Refused Cell of a Device List"

    import_id = fields.Many2one("equipment.import", required=True, index=True, ondelete="cascade")

    _import_row = models.Index("(import_id, row)")
