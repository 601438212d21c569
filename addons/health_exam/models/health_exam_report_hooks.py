from odoo import models


class HealthExam(models.Model):
    """Where other parts join the final review and the report."""

    _inherit = "health.exam"

    def _evaluate(self):
        """Hook: bring what the rules find in these exams up to date, before they are reviewed."""

    def _check_can_report(self):
        """Hook: what else must hold before these exams are reported.

        :raise UserError: says what has to be done first
        """

    def _after_report(self):
        """Hook: what follows from a report: rechecks, referrals, proposals."""
