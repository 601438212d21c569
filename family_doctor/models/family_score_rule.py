from odoo import api, fields, models

MEASURES = {
    "units": ("perform", "done", "units"),
    "performed": ("perform", "performed", "valid"),
    "unserved": ("perform", "unserved", "valid"),
    "renewed": ("sign", "renewed", "ending"),
}
"""Table of statistics, its column that counts, and the column that it is divided by."""


class FamilyScoreRule(models.Model):
    """What counts how much in the performance of doctors and teams; the county decides."""

    _name = "family.score.rule"
    _inherit = ["dated.mixin"]
    _description = "Weight of Performance"
    _order = "sequence, id"
    _rec_name = "measure"

    sequence = fields.Integer(default=10)
    measure = fields.Selection(
        [
            ("units", "Services done of those signed"),
            ("performed", "Agreements fully performed"),
            ("unserved", "Agreements signed but not served"),
            ("renewed", "Agreements renewed of those that ended"),
        ],
        required=True,
    )
    weight = fields.Float(required=True, help="Points for what is reached in full.")
    full_at = fields.Float(
        "All points at (%)", required=True, default=100,
        help="From this share on all points are given; below it, so much less. Of what should not "
        "be: no point is given from this share on.",
    )  # fmt: skip
    is_fault = fields.Boolean("Should not be", help="The less of it, the more points.")

    _measure_from_unique = models.UniqueIndex(
        "(measure, valid_from)", "This has a weight from that date on already."
    )
    _weights = models.Constraint(
        "CHECK (weight >= 0 AND full_at > 0 AND full_at <= 100)",
        "Points are positive, and a share lies between 0 and 100 %.",
    )

    @api.depends("measure")
    @api.depends_context("lang")
    def _compute_display_name(self):
        measures = dict(self._fields["measure"]._description_selection(self.env))
        for rule in self:
            rule.display_name = measures.get(rule.measure)

    def _get_points(self, numerator, denominator):
        """Points for ``numerator`` of ``denominator``; None where there was nothing to do."""
        self.ensure_one()
        if not denominator:
            return None
        share = min(100 * numerator / denominator / self.full_at, 1)
        return round(self.weight * (1 - share if self.is_fault else share), 2)
