from odoo import fields, models


class EquipmentImportError(models.Model):
    """One cell of a device list that was not accepted, and why."""

    _name = "equipment.import.error"
    _description = "Refused Cell of a Device List"
    _order = "row, id"

    import_id = fields.Many2one("equipment.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer(required=True)
    header = fields.Char("Column")
    message = fields.Char("Reason", required=True)

    _import_row = models.Index("(import_id, row)")
