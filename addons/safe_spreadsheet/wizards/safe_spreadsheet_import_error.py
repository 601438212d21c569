from odoo import fields, models


class SafeSpreadsheetImportError(models.TransientModel):
    _name = "safe_spreadsheet.import.error"
    _description = "Refused Spreadsheet Cell"
    _order = "id"

    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference("Wizard", model_field="res_model", required=True, index=True)
    row = fields.Integer()
    cell = fields.Char()
    header = fields.Char("Column")
    message = fields.Char(required=True)
