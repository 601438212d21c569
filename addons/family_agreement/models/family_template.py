from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import PLACEHOLDER


class FamilyTemplate(models.Model):
    """The text that both sides sign, with placeholders for what differs (签约模板)."""

    _name = "family.template"
    _inherit = ["family.version.mixin"]
    _description = "Agreement Template"
    _order = "sequence, code, version desc"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    term_years = fields.Selection(
        [("1", "1 year"), ("2", "2 years"), ("3", "3 years"), ("4", "4 years"), ("5", "5 years")],
        "Usual term", required=True, default="1",
    )  # fmt: skip
    body = fields.Html(
        required=True, sanitize=True, sanitize_attributes=True,
        help="Names in double braces are filled in: {{ resident_name }}, {{ doctor_name }}, …",
    )  # fmt: skip
    active = fields.Boolean(default=True)

    @api.constrains("body")
    def _check_placeholders(self):
        known = self.env["family.agreement"]._get_placeholders()
        for template in self:
            if unknown := set(PLACEHOLDER.findall(template.body or "")) - known.keys():
                raise ValidationError(
                    self.env._(
                        "The text names “%(unknown)s”, which can't be filled in. Known are: "
                        "%(known)s.",
                        unknown=", ".join(sorted(unknown)),
                        known=", ".join(sorted(known)),
                    )
                )

    def _check_before_publishing(self):
        missing = {"resident_name", "team_name", "packages", "term"} - set(
            PLACEHOLDER.findall(self.body)
        )
        if missing:
            raise UserError(
                self.env._(
                    "The text doesn't say: %(names)s. An agreement names both sides, its term and "
                    "its services.",
                    names=", ".join(sorted(missing)),
                )
            )

    @api.model
    def _get_for(self, unit, date):
        """The template used by ``unit`` on ``date``: its own, else that of the nearest above."""
        found = self.search(
            [("org_unit_id", "parent_of", unit.ids), ("state", "=", "published")]
        ).filtered(lambda template: template._is_in_force(date))
        return found.sorted(lambda row: -len(row.org_unit_id.parent_path or ""))[:1]
