from markupsafe import Markup

from odoo import api, fields, models

from ..tools import PLACEHOLDER, fill


class FamilyTemplate(models.Model):
    """What helps to write a text: the names that can be filled in, and how it will look."""

    _inherit = "family.template"

    placeholder_html = fields.Html(
        "What can be filled in", compute="_compute_placeholder_html", sanitize=False
    )
    preview_html = fields.Html("Preview", compute="_compute_preview_html", sanitize=False)

    @api.depends("body")
    def _compute_placeholder_html(self):
        labels = self.env["family.agreement"]._get_placeholders()
        for template in self:
            used = set(PLACEHOLDER.findall(template.body or ""))
            rows = [
                Markup('<tr class="%s"><td><code>%s</code></td><td>%s</td></tr>')
                % ("text-muted" if name in used else "", f"{{{{ {name} }}}}", label)
                for name, label in labels.items()
            ]
            template.placeholder_html = Markup('<table class="table table-sm"><tbody>%s</tbody></table>') % (
                Markup("").join(rows)
            )  # fmt: skip

    @api.depends("body")
    def _compute_preview_html(self):
        """The text with the meaning of each name in its place; no resident's data is needed."""
        agreements = self.env["family.agreement"]
        values = {
            name: Markup("<mark>%s</mark>") % label
            for name, label in agreements._get_placeholders().items()
        }
        values["packages"] = agreements._get_services_table()
        for template in self:
            unknown = set(PLACEHOLDER.findall(template.body or "")) - values.keys()
            template.preview_html = fill(template.body, values | {n: f"?{n}?" for n in unknown})
