from odoo import fields, models


class ResUsers(models.Model):
    """The picture that stands under the reports a physician signs."""

    _inherit = "res.users"

    exam_signature = fields.Binary(
        "Signature on exam reports", copy=False,
        help="Picture of your handwritten signature (手写签名图像), printed on the reports you sign.",
    )  # fmt: skip

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "exam_signature"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "exam_signature"]
