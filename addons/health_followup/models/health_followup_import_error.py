from odoo import fields, models


class HealthFollowupImportError(models.Model):
    """One cell of a list of past follow-ups that was not accepted, and why."""

    _name = "health.followup.import.error"
    _inherit = ["spreadsheet.import.error.mixin"]
    _description = "Refused Cell of a List of Follow-ups"

    import_id = fields.Many2one(
        "health.followup.import", required=True, index=True, ondelete="cascade"
    )

    _import_row = models.Index("(import_id, row)")
