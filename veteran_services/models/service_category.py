from odoo import fields, models


class ServiceCategory(models.Model):
    _inherit = "service.category"

    tender_words = fields.Char(
        "Word of the tender",
        help="What the tender calls these people, where the law says it more exactly.",
    )

    def _get_words(self):
        return super()._get_words() + ([self.tender_words] if self.tender_words else [])
