from odoo import fields, models


class ServiceTheme(models.Model):
    """What lectures may be about, as the contract lists it."""

    _name = "service.theme"
    _inherit = ["dated.mixin"]
    _description = "Theme of Lectures"
    _order = "sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char("Theme", required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_listed = fields.Boolean(
        "In the contract",
        default=True,
        help="Otherwise a lecture about it doesn't fit the themes that the contract names.",
    )

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This theme is already in the list from that date on."
    )
