from odoo import fields, models


class HealthArchiveNumber(models.Model):
    """A number an archive had before it moved; it is never given again and still finds the archive."""

    _name = "health.archive.number"
    _inherit = ["health.archive.part.mixin"]
    _description = "Former Archive Number"
    _order = "valid_to desc, id desc"
    _rec_name = "number"
    _server_fields = frozenset({"number", "valid_to", "org_unit_id", "reason"})

    number = fields.Char(required=True)
    valid_to = fields.Date("Until", required=True)
    org_unit_id = fields.Many2one("org.unit", "Unit then in charge", ondelete="restrict")
    reason = fields.Char()

    _number_unique = models.UniqueIndex("(number)", "This archive number was given before.")
