from odoo import fields, models


class HealthExamSyncLine(models.Model):
    """One change that an exam made in the archive."""

    _name = "health.exam.sync.line"
    _inherit = ["server.guard.mixin"]
    _description = "Change of the Archive by an Exam"
    _order = "sync_id desc, id"
    _server_fields = frozenset(
        {"sync_id", "what", "res_model", "res_id", "name", "old_value", "new_value", "user_id"}
    )

    sync_id = fields.Many2one(
        "health.exam.sync", "Report", required=True, readonly=True, index=True, ondelete="restrict"
    )
    what = fields.Selection(
        [("measurement", "Measurement"), ("archive", "Archive"), ("decision", "Decision")],
        "Kind of change",
        required=True,
        readonly=True,
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", readonly=True)
    name = fields.Char("Box", required=True, readonly=True)
    old_value = fields.Char("Before", readonly=True)
    new_value = fields.Char("After", readonly=True)
    user_id = fields.Many2one(
        "res.users", "Decided by", readonly=True, ondelete="restrict",
        help="Empty: the system wrote what was signed.",
    )  # fmt: skip
    at = fields.Datetime(related="create_date", string="Changed at")
