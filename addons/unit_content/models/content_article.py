from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

AUDIENCES = [("both", "Residents and staff"), ("residents", "Residents"), ("staff", "Staff")]


class ContentArticle(models.Model):
    """An article for residents or staff (家医头条)."""

    _name = "content.article"
    _inherit = ["content.mixin"]
    _description = "Article"
    _order = "date_from desc, id desc"

    category_id = fields.Many2one(
        "content.category", index="btree_not_null", ondelete="restrict", tracking=True
    )
    audience = fields.Selection(AUDIENCES, required=True, default="both", tracking=True)
    cover = fields.Image(max_width=1200, max_height=800)
    summary = fields.Char(help="One sentence under the title in lists.")
    body = fields.Html(
        "Text", sanitize_attributes=True, sanitize_form=True, sanitize_style=True, prefetch=False
    )

    @api.constrains("body")
    def _check_own_pictures(self):
        self._check_body("body")

    def action_preview(self):
        """Show the article as it looks on a phone."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("unit_content.content_article_view_form_phone").id, "form")],
            "target": "new",
        }

    def _check_publishable(self):
        if not (self.body or "").strip():
            raise UserError(
                self.env._("“%(title)s” has no text yet. Write it, then publish.", title=self.name)
            )

    @api.model
    def _meant_domain(self, unit, audience):
        return super()._meant_domain(unit, audience) & Domain("audience", "in", ("both", audience))
