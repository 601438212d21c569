from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain


class EquipmentModelCalibration(models.Model):
    """How often devices of a model are calibrated, from when on and by which source."""

    _name = "equipment.model.calibration"
    _inherit = ["dated.mixin", "equipment.calibration.rhythm.mixin"]
    _description = "Calibration of a Device Model"
    _order = "model_id, kind_id, valid_from desc"

    model_id = fields.Many2one("equipment.model", required=True, index=True, ondelete="cascade")
    valid_from = fields.Date(default=lambda self: fields.Date.context_today(self))

    _kind_from_unique = models.UniqueIndex(
        "(model_id, kind_id, valid_from)",
        "This model already has an interval for this kind from that date on.",
    )

    @api.model
    def _get_in_force(self, device_models, date):
        """Return ``{model: templates in force on date}``, one template per kind."""
        found = self.search(
            Domain("model_id", "in", device_models.ids) & self._in_force_domain(date),
            order="valid_from desc",
        )
        by_kind = {}
        for template in found:
            by_kind.setdefault((template.model_id, template.kind_id), template)
        result = defaultdict(self.browse)
        for (model, _kind), template in by_kind.items():
            result[model] += template
        return result

    def _prepare_schedule_vals(self, equipment):
        self.ensure_one()
        return {
            "equipment_id": equipment.id,
            "kind_id": self.kind_id.id,
            "interval_months": self.interval_months,
            "is_compulsory": self.is_compulsory,
            "source": self.source,
        }
