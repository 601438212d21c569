from collections import Counter

from odoo import models


class EquipmentAcceptance(models.Model):
    """The printed form (验收单)."""

    _inherit = "equipment.acceptance"

    def _get_form_pieces(self):
        """Rows of the printed form: what was signed, with its models, units and checks."""
        checks = self.check_ids.grouped("item_id")
        return [
            piece
            | {
                "model": self.env["equipment.model"].browse(piece["model_id"]),
                "unit": self.env["org.unit"].browse(piece["using_unit_id"]),
                "checks": checks.get(self.item_ids.browse(piece["id"]), []),
            }
            for piece in self._get_pieces()
        ]

    def _get_form_evidence(self, code):
        """What was filed under ``code``; the photos of what a correction corrects prove it too."""
        proofs = self.evidence_ids.filtered(lambda item: item.requirement_code == code)
        if code == "photo" and self.supersedes_id and not proofs:
            return self.supersedes_id._get_form_evidence(code)
        return proofs

    def _get_form_summary(self):
        """How each point of the checklist turned out, model by model."""
        counts = Counter(
            (
                check.item_id.model_id.name,
                check.display_name,
                "failed" if check._is_failed() else check.result or "open",
            )
            for check in self.check_ids
        )
        points = dict.fromkeys((model, point) for model, point, _result in counts)
        return [
            {"model": model, "point": point}
            | {name: counts[model, point, name] for name in ("ok", "failed", "na", "open")}
            for model, point in points
        ]
