from odoo import fields, models

from ..models.health_enrolment_generator import COMPLETED, LEFT_GROUP


class HealthArchiveClose(models.TransientModel):
    """What ends a programme ends no archive."""

    _inherit = "health.archive.close"

    reason_id = fields.Many2one(
        domain=[
            ("list_code", "=", "close_reason"),
            ("valid_to", "=", False),
            ("code", "not in", (COMPLETED, LEFT_GROUP)),
        ]
    )
