from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

REFUSED, DEFERRED, NOT_APPLICABLE = "1", "2", "3"


class HealthExamGap(models.Model):
    """Why an item of an exam wasn't done: refused, deferred, not applicable (未查原因)."""

    _name = "health.exam.gap"
    _inherit = ["health.exam.part.mixin", "health.coded.mixin"]
    _description = "Item Not Done"
    _order = "exam_id, item_id"
    _fixed_fields = frozenset({"exam_id", "item_id"})

    item_id = fields.Many2one("health.exam.item", required=True, index=True, ondelete="restrict")
    reason_id = one_code("exam_gap_reason", "Why not", required=True)
    reason_code = fields.Char(related="reason_id.code")
    note = fields.Char(help="In the words of the resident, or until when.")
    signature = fields.Binary(
        copy=False,
        help="Picture of the handwritten signature (手写签名图像) of who refuses.",
    )
    user_id = fields.Many2one(
        "res.users", "Entered by", required=True, readonly=True, ondelete="restrict",
        default=lambda self: self.env.uid,
    )  # fmt: skip

    _once = models.UniqueIndex(
        "(exam_id, item_id)", "It is said already why this item wasn't done."
    )

    @api.constrains("reason_id", "note")
    def _check_note(self):
        for gap in self:
            if gap.reason_code == REFUSED and not (gap.note or gap.signature):
                raise ValidationError(
                    self.env._(
                        "“%(item)s” was refused: have it signed, or write down what was said.",
                        item=gap.item_id.name,
                    )
                )

    def _check_station(self):
        # a chief examiner ends what the stations left open
        if not self.env.user.has_group("health_exam.group_exam_chief"):
            exam = self.exam_id
            box = exam._fields[self.item_id._get_all_field_names()[0]]
            exam._check_field_access(box, "write")
