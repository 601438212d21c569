from odoo import fields, models


class HealthExamItem(models.Model):
    """What a resident does before an item, as the guide sheet says."""

    _inherit = "health.exam.item"

    preparation = fields.Char(
        translate=True,
        help="What the resident does before, as not to eat; printed on the guide sheet.",
    )


class HealthExam(models.Model):
    _inherit = "health.exam"

    def _get_preparations(self, samples=None):
        """Sentences of preparation of the items asked for, each once.

        :param samples: only of items measured in these samples
        """
        self.ensure_one()
        items = self.item_ids.filtered(
            lambda item: item.preparation and (samples is None or item.sample in samples)
        )
        return list(dict.fromkeys(items.mapped("preparation")))
