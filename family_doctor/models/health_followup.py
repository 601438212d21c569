from odoo import models

from .family_duty_match import Proof


class HealthFollowup(models.Model):
    """A signed visit serves what was signed for."""

    _name = "health.followup"
    _inherit = ["health.followup", "family.proof.mixin"]

    _statistic = models.Index(
        "(date) INCLUDE (archive_unit_id, org_unit_id, doctor_id, programme_id, seal_state, "
        "is_face_to_face)"
    )

    def _get_proofs(self):
        return [
            Proof(
                visit, visit.archive_id.id, {f"followup_{visit.programme_id.code}"}, visit.date,
                visit.doctor_id.id, visit.way, False,
            )
            for visit in self
            if visit.seal_state == "sealed"
        ]  # fmt: skip

    def _seal(self):
        result = super()._seal()
        self._match_duties()
        return result

    def _supersede(self, vals):
        copy = super()._supersede(vals)
        self._release_duties()
        return copy

    def _withdraw_correction(self):
        originals = self.filtered(lambda visit: visit.seal_state == "open").supersedes_id
        super()._withdraw_correction()
        originals._match_duties()
