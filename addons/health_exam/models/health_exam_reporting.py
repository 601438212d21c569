from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.resident.tools import mask_name

from .health_exam_review import ABNORMAL

REPORTED = ("reported", "synced")


class HealthExam(models.Model):
    """From the final review to a report with a number, and back by revoking it (domain F.1)."""

    _inherit = "health.exam"

    report_ids = fields.One2many("health.exam.report", "exam_id", "Reports", readonly=True)
    report_count = fields.Integer("Number of reports", compute="_compute_report_count")

    def _compute_report_count(self):
        groups = self.env["health.exam.report"]._read_group(
            [("exam_id", "in", self.ids)], ["exam_id"], ["__count"]
        )
        counts = {exam.id: count for exam, count in groups}
        for exam in self:
            exam.report_count = counts.get(exam.id, 0)

    def action_report(self):
        """Sign the reviewed exams: each gets its report and doesn't change any more."""
        self._report()

    def action_revoke(self):
        """Ask why the report of this exam is revoked."""
        return self._ask_reason("revoke", self.env._("Revoke the report"))

    def action_open_reports(self):
        """List all versions of the report of this exam."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_report_action"
        )
        return action | {"domain": [("exam_id", "=", self.id)], "context": {}}

    def _report(self):
        """Make the reports of these exams: number, hash, PDF, seal.

        :return: the new ``health.exam.report``
        :raise UserError: one of them isn't reviewed, evaluated or settled
        """
        self._check_role_of("group_exam_chief")
        self.check_access("write")
        self.lock_for_update()
        for exam in self:
            exam._check_reviewed()
        self._check_can_report()
        for complete, exams in self.grouped(lambda exam: exam._is_all_done()).items():
            exams._write_server({"is_complete": complete})
        without = self.filtered(lambda exam: not exam.doctor_id)
        without._write_server({"doctor_id": self.env.uid})
        reports = self.env["health.exam.report"]._issue(self)
        self._write_server({"state": "reported"})
        self.env["health.exam.sync"]._plan(reports)
        self._after_report()
        return reports

    def _check_reviewed(self):
        """:raise UserError: says what the final review of one exam still lacks"""
        who = {"name": mask_name(self.name), "number": self.exam_number}
        if self.state != "final":
            raise UserError(
                self.env._(
                    "%(name)s, exam %(number)s is %(state)s. It is reported after its final "
                    "review.",
                    **who,
                    state=self._get_state_name(),
                )
            )
        self._check_settled()
        if not self.evaluation_id:
            raise UserError(
                self.env._("%(name)s, exam %(number)s: choose the evaluation first.", **who)
            )
        if self.evaluation_id.code == ABNORMAL and not (self.abnormal_text or "").strip():
            raise UserError(
                self.env._(
                    "%(name)s, exam %(number)s: name the abnormalities, or take over the "
                    "suggestion.",
                    **who,
                )
            )

    def _revoke(self, reason):
        """Take the reports back: the exams are in their final review again.

        :raise UserError: there is no report. :raise ValidationError: no reason
        """
        self._check_role_of("group_exam_chief")
        self.check_access("write")
        reason = self._clean_reason(reason)
        self.lock_for_update()
        reports = self._get_printable_reports()
        reports._revoke(reason)
        self._write_server({"state": "final", "revoke_reason": reason, "is_complete": False})
