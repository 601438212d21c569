from odoo import models

from odoo.addons.health_exam.models.health_exam_reporting import REPORTED

from .family_duty_match import Proof


class HealthExam(models.Model):
    """A reported exam serves what was signed for."""

    _name = "health.exam"
    _inherit = ["health.exam", "family.proof.mixin"]

    _statistic = models.Index("(date) INCLUDE (id, archive_unit_id, doctor_id, state, is_complete)")

    def _get_proofs(self):
        return [
            Proof(exam, exam.archive_id.id, {"exam"}, exam.date, exam.write_uid.id, "1", False)
            for exam in self
            if exam.state in REPORTED
        ]

    def _after_report(self):
        super()._after_report()
        self._match_duties()

    def _revoke(self, reason):
        result = super()._revoke(reason)
        self._release_duties()
        return result
