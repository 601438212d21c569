from odoo import models


class IrRule(models.Model):
    _inherit = "ir.rule"

    def _make_access_error(self, operation, records):
        """Refuse without naming what is hidden: in debug mode Odoo prints the names of the rows."""
        error = super()._make_access_error(operation, records.browse())
        records.invalidate_recordset()
        return error
