from odoo import api, fields, models

from .health_exam_gap import DEFERRED


class HealthExam(models.Model):
    """Which items the person's groups ask for, and which of them are still missing (domain B.10).

    An item is done, refused, not applicable, deferred or missing. Indicators count only forms whose
    items are all done.
    """

    _inherit = "health.exam"
    _server_fields = frozenset({"is_complete"})

    gap_ids = fields.One2many("health.exam.gap", "exam_id", "Items not done")
    item_ids = fields.Many2many("health.exam.item", compute="_compute_item_ids", string="Items")
    missing_item_ids = fields.Many2many(
        "health.exam.item", compute="_compute_missing", string="Missing items"
    )
    missing_text = fields.Char("Missing", compute="_compute_missing")
    progress = fields.Integer(
        "Done (%)", compute="_compute_missing", help="Of the items that are asked for."
    )
    is_complete = fields.Boolean(
        "Complete", readonly=True, copy=False,
        help="Every item asked for was done when the report was made; indicators count these.",
    )  # fmt: skip

    @api.depends("package_ids.item_ids", "sex")
    def _compute_item_ids(self):
        for exam in self:
            exam.item_ids = exam.package_ids.item_ids.filtered(
                lambda item, sex=exam.sex: not item.sex or item.sex == sex
            ).sorted("sequence")

    @api.depends(lambda self: ["item_ids", "gap_ids.reason_id", *self._get_boxes()])
    def _compute_missing(self):
        for exam in self:
            missing = exam._get_missing(exam.item_ids)
            exam.missing_item_ids = missing
            exam.missing_text = "、".join(missing.mapped("name"))
            count = len(exam.item_ids)
            # sudo: what is missing is counted over all sections, whoever asks
            done = count - len(missing) - len(exam.sudo().gap_ids.item_id & exam.item_ids)
            exam.progress = 100 * done // count if count else 0

    def _get_missing(self, items):
        """Those of ``items`` that aren't done, and nobody said why not; reads only their boxes."""
        self.ensure_one()
        # sudo: what is missing is counted over all sections, whoever asks
        exam = self.sudo()
        gaps = exam.gap_ids.item_id
        return items.filtered(lambda item: item not in gaps and not item._is_done(exam))

    def _get_undone(self):
        """Items asked for that are neither done nor settled: missing, or deferred to another day."""
        self.ensure_one()
        deferred = self.gap_ids.filtered(lambda gap: gap.reason_code == DEFERRED).item_id
        return self.missing_item_ids | (deferred & self.item_ids)

    def _is_all_done(self):
        """Whether every item asked for was really done."""
        self.ensure_one()
        return not self.missing_item_ids and not (self.gap_ids.item_id & self.item_ids)
