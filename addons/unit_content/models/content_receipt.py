from odoo import fields, models


class ContentReceipt(models.Model):
    """That a user is asked to read a notice, and when he did; written by the notice alone."""

    _name = "content.receipt"
    _description = "Receipt of a Notice"
    _order = "notice_id desc, read_at, id"
    _rec_name = "user_id"

    notice_id = fields.Many2one(
        "content.notice", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "Reader", required=True, readonly=True, index=True, ondelete="cascade"
    )
    org_unit_id = fields.Many2one(related="user_id.org_unit_id", store=True)
    version = fields.Integer(required=True, readonly=True)
    read_at = fields.Datetime("Read on", readonly=True)
    superseded = fields.Boolean(
        readonly=True, help="The notice was changed after this and must be read again."
    )

    _reader_unique = models.UniqueIndex("(notice_id, user_id, version)")
