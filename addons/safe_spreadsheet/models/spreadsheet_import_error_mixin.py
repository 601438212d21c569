from odoo import fields, models


class SpreadsheetImportErrorMixin(models.AbstractModel):
    """One cell of a list that was not accepted, and why; an inheriting model adds ``import_id``."""

    _name = "spreadsheet.import.error.mixin"
    _description = "Refused Cell of a Long List"
    _order = "row, id"

    row = fields.Integer(required=True)
    header = fields.Char("Column")
    message = fields.Char("Reason", required=True)
