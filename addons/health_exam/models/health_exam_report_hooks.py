from odoo import models


class HealthExam(models.Model):
    """Where other parts join the final review and the report."""

    _inherit = "health.exam"

    def _evaluate(self):
        """Hook: bring what the rules find in these exams up to date, before they are reviewed."""

    def _get_review_findings(self):
        """Hook: what was found in one exam and not dismissed, the gravest first.

        :return: iterable of objects with ``name``, ``detail``, ``severity``, ``evaluation_text``,
            ``guidance_text``, ``guidance_ids``, ``is_referral`` and ``recheck_date``
        """
        self.ensure_one()
        return ()

    def _check_can_report(self):
        """Hook: what else must hold before these exams are reported.

        :raise UserError: says what has to be done first
        """

    def _after_report(self):
        """Hook: what follows from a report: rechecks, referrals, proposals."""

    def _get_box_range(self, name):
        """Hook: ``(from, up to)`` that is normal for this person in a box with a number.

        None where there is no limit.
        """
        self.ensure_one()
        kind = self._get_kind_of(name)
        return kind._get_normal_range(self.sex) if kind else (None, None)
