from odoo import api, fields, models
from odoo.fields import Domain


class IndicatorTarget(models.Model):
    """What an indicator shall reach, for a unit and the time that its source names."""

    _name = "indicator.target"
    _inherit = ["dated.mixin"]
    _description = "Target"
    _order = "valid_from desc, indicator_id, org_unit_id"

    indicator_id = fields.Many2one(
        "indicator.indicator", required=True, index=True, ondelete="restrict"
    )
    org_unit_id = fields.Many2one(
        "org.unit",
        string="Unit",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: for every unit. A percentage also holds for the units below, "
        "until one has a target of its own.",
    )
    valid_from = fields.Date("From", default=lambda self: self._default_year_start())
    valid_to = fields.Date("To", default=lambda self: self._default_year_start(12, 31))
    value = fields.Float("Target", required=True, digits=(16, 2))
    unit = fields.Selection(related="indicator_id.unit")
    document_id = fields.Many2one(
        "indicator.document",
        index="btree_not_null",
        ondelete="restrict",
        help="The file with the target.",
    )

    _target_uniq = models.UniqueIndex(
        "(indicator_id, COALESCE(org_unit_id, 0), valid_from)",
        "This indicator already has a target for this unit from that date on.",
    )
    _value_positive = models.Constraint("CHECK (value >= 0)", "A target cannot be negative.")

    @api.model
    def _default_year_start(self, month=1, day=1):
        return fields.Date.context_today(self).replace(month=month, day=day)

    @api.depends("indicator_id", "org_unit_id", "valid_from")
    def _compute_display_name(self):
        for target in self:
            parts = [target.indicator_id.name, target.org_unit_id.name, str(target.valid_from)]
            target.display_name = " · ".join(part for part in parts if part)

    @api.model
    def _get_in_force(self, indicators, date):
        """``{(indicator code, unit id or False): target}`` of the targets in force on ``date``."""
        domain = Domain("indicator_id.code", "in", indicators.mapped("code"))
        domain &= self._in_force_domain(date)
        # sudo: a village is told the target that the county set for it
        targets = self.sudo().search(domain, order="valid_from")
        return {(row.indicator_id.code, row.org_unit_id.id): row for row in targets}
