from odoo import models
from odoo.tools import format_date

from odoo.addons.safe_spreadsheet.tools import LedgerColumn, LedgerSheet


class ServiceAssessment(models.Model):
    """The monthly report: on paper and as a workbook."""

    _inherit = "service.assessment"

    def action_print(self):
        """Print the monthly report."""
        self.check_access("read")
        report = self.env.ref("service_assessment.service_assessment_report")
        return report.report_action(self)

    def action_open_workbook(self):
        """Download the monthly report as a workbook."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/service_assessment/{self.id}.xlsx",
            "target": "download",
        }

    def _get_month_name(self):
        pattern = self.env._("MMMM yyyy")
        return format_date(self.env, self.month, date_format=pattern)

    def _get_report_title(self):
        return self.env._(
            "%(project)s: report of %(month)s",
            project=self.project_id.name,
            month=self._get_month_name(),
        )

    def _get_sheets(self):
        """The monthly report as sheets of a workbook."""
        title = self._get_report_title()
        if not self.is_in_tender:
            title = f"{title} ({self._get_banner()})"
        return [
            LedgerSheet(name, title, columns, rows)
            for name, columns, rows in (
                (self.env._("Score"), *self._get_score_table()),
                (self.env._("Behind"), *self._get_behind_table()),
                (self.env._("Rejected"), *self._get_rejected_table()),
                (self.env._("Rulings"), *self._get_ruling_table()),
            )
        ]

    def _get_banner(self):
        return self.env._("Not in the tender: it sets no weights; the centre chose them.")

    def _get_score_table(self):
        _ = self.env._
        columns = [
            *(LedgerColumn(_("No."), 8), LedgerColumn(_("Obligation"), 34)),
            *(LedgerColumn(_("Unit"), 8), LedgerColumn(_("Accepted This Month"), 12, "integer")),
            *(
                LedgerColumn(_("Actual"), 10, "number"),
                LedgerColumn(_("Due by then"), 10, "number"),
            ),
            *(LedgerColumn(_("Standing"), 10), LedgerColumn(_("Weight"), 8, "number")),
            *(
                LedgerColumn(_("Points"), 10, "number"),
                LedgerColumn(_("Reached (%)"), 10, "number"),
            ),
            *(LedgerColumn(_("Score"), 10, "number"), LedgerColumn(_("Comment"), 30)),
        ]
        rows = [
            [
                *(line.code, line.name, line._get_label("unit"), line.month_accepted),
                line.actual if line.is_measured else None,
                line.expected if line.is_due else None,
                *(line._get_label("figure_state"), line.weight),
                *(
                    (line.points, line.reached_percent, line.score)
                    if line.is_scored
                    else [None] * 3
                ),
                line.comment,
            ]
            for line in self.line_ids
        ]
        points = round(sum(self.line_ids.mapped("points")), 2)
        total = [None, _("Total"), *[None] * 6, points, None, self.total_score, self.comment]
        return columns, [*rows, total]

    def _get_behind_table(self):
        _ = self.env._
        columns = [
            *(LedgerColumn(_("No."), 8), LedgerColumn(_("Obligation"), 34)),
            *(LedgerColumn(_("Standing"), 10), LedgerColumn(_("What to do next"), 80)),
        ]
        rows = [
            [line.code, line.name, line._get_label("figure_state"), line.next_step]
            for line in self.line_ids._get_behind()
        ]
        return columns, rows

    def _get_rejected_table(self):
        _ = self.env._
        columns = [
            *(LedgerColumn(_("No."), 8), LedgerColumn(_("Obligation"), 34)),
            *(LedgerColumn(_("Rejected This Month"), 12, "integer"), LedgerColumn(_("Why"), 80)),
        ]
        rows = [
            [line.code, line.name, line.month_rejected, line.rejected_text]
            for line in self.line_ids.filtered("month_rejected")
        ]
        return columns, rows

    def _get_ruling_table(self):
        _ = self.env._
        columns = [
            *(LedgerColumn(_("Date"), 12, "date"), LedgerColumn(_("Clause"), 16)),
            *(LedgerColumn(_("Question"), 40), LedgerColumn(_("Ruling"), 60)),
            LedgerColumn(_("Decided by"), 20),
        ]
        rows = [
            [row.date, row.clause, row.question, row.ruling, row.decided_by_name]
            for row in self.ruling_ids
        ]
        return columns, rows
