from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .health_exam_access import STAFF

MAX_FILE = 300
"""Reports in one file; more make a file that no printer of a township hospital takes."""


class HealthExam(models.Model):
    """Reports on paper: doctors print what they read; a desk hands out what its hospital signed,
    without reading the form. Each print stands in the access audit."""

    _inherit = "health.exam"

    has_report = fields.Boolean("Report made", compute="_compute_has_report")

    @api.depends("state")
    def _compute_has_report(self):
        for exam in self:
            exam.has_report = exam.state in ("reported", "synced")

    def action_print_report(self):
        """Print the reports of these exams, as they were signed, into one file.

        :return: the print; if many have to be drawn before, the order that tells when it is ready
        """
        self._check_fits_file()
        reports = self._get_printable_reports()
        if reports._get_undrawn_count() > reports.DRAWN_IN_REQUEST:
            return self.env["health.exam.print"]._order_print(self)
        report = self.env.ref("health_exam.health_exam_report_print")
        return report.report_action(self, config=False)

    def _get_printable_reports(self):
        """The valid reports of these exams, in their order, with the rights of the system.

        :raise AccessError: the user may neither read nor hand out one of them
        :raise UserError: one has none
        """
        self._check_may_hand_out()
        # sudo: who may hand them out was checked; a desk doesn't read the reports
        reports = self.env["health.exam.report"].sudo()
        found = reports.search([("exam_id", "in", self.ids), ("state", "=", "valid")])
        by_exam = {report.exam_id.id: report.id for report in found}
        if without := self.filtered(lambda exam: exam.id not in by_exam):
            raise UserError(
                self.env._(
                    "No report yet: %(exams)s. Finish the final review and report them first.",
                    exams="、".join(without[:10].mapped("exam_number")),
                )
            )
        return reports.browse(by_exam[exam.id] for exam in self)

    def _check_fits_file(self):
        """:raise UserError: these are more than go into one file"""
        if len(self) > MAX_FILE:
            raise UserError(
                self.env._(
                    "%(count)s reports don't go into one file. Choose at most %(limit)s, for "
                    "instance one village after the other.",
                    count=len(self),
                    limit=MAX_FILE,
                )
            )

    def _check_may_hand_out(self):
        """:raise AccessError: neither a reader of reports, nor a desk of the hospital"""
        self.check_access("read")
        if self.env["health.exam.report"].has_access("read"):
            return
        own = self.env["org.unit"].search([("id", "child_of", self.env.user.org_unit_id.ids)])
        if not self.env.user.has_group(STAFF) or self.org_unit_id - own:
            raise AccessError(
                self.env._("You hand out reports of your own hospital only. Ask that hospital.")
            )
