import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.pictures import get_picture_kind
from .content_article import AUDIENCES


class ContentBanner(models.Model):
    """A picture at the head of the page, which may lead to an article (轮播图)."""

    _name = "content.banner"
    _inherit = ["content.mixin"]
    _description = "Banner"
    _order = "sequence, id desc"

    sequence = fields.Integer(default=10)
    audience = fields.Selection(AUDIENCES, required=True, default="both", tracking=True)
    picture = fields.Image(
        required=True, max_width=1600, max_height=1600, verify_resolution=True,
        help="PNG or JPEG, wider than high; 1600 by 600 points fill a phone and a screen.",
    )  # fmt: skip
    article_id = fields.Many2one(
        "content.article", index="btree_not_null", ondelete="set null", tracking=True,
        help="What opens when somebody touches the picture.",
    )  # fmt: skip

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_picture(vals.get("picture"))
        return super().create(vals_list)

    def write(self, vals):
        self._check_picture(vals.get("picture"))
        return super().write(vals)

    @api.model
    def _check_picture(self, picture):
        """Before Odoo makes it smaller, and before a damaged one fails with a technical message.

        :raise ValidationError: it is neither PNG nor JPEG, or too large
        """
        if not picture:
            return
        try:
            content = base64.b64decode(picture)
        except binascii.Error:
            content = b""
        if not get_picture_kind(content):
            raise ValidationError(
                self.env._(
                    "The picture must be PNG or JPEG. Save it in one of these and try again."
                )
            )
        # sudo: editors don't read the parameters of the system
        limit = float(
            self.env["ir.config_parameter"].sudo().get_param("unit_content.picture_megabytes")
        )
        if len(content) > limit * 1024 * 1024:
            raise ValidationError(
                self.env._(
                    "The picture has %(size).1f MB; at most %(limit)s MB can be shown on phones. "
                    "Save it smaller and try again.",
                    size=len(content) / 1024 / 1024,
                    limit=limit,
                )
            )

    @api.model
    def _meant_domain(self, unit, audience):
        return super()._meant_domain(unit, audience) & Domain("audience", "in", ("both", audience))
