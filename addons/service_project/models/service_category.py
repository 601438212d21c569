from odoo import fields, models


class ServiceCategory(models.Model):
    """Why somebody is entitled to a service; a list with its dates and sources."""

    _name = "service.category"
    _inherit = ["dated.mixin"]
    _description = "Category of Entitled People"
    _order = "sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_priority = fields.Boolean("Has priority", help="Is served before others, by the category.")

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This category is already in the list from that date on."
    )

    def _get_words(self):
        """What a list that is imported may call this category."""
        self.ensure_one()
        return [self.code, self.name]
