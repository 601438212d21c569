from odoo import models
from odoo.fields import Domain
from odoo.tools import groupby

from ..tools import local_naive, split_lines

ROWS_PER_PAGE = 20
ROWS_PER_PAPER = 20 * ROWS_PER_PAGE
"""Rows in one PDF: what making it needs of memory grows with them."""
LINES = 2
"""Lines that each cell has."""
REPORT = "service_handover.service_handover_receipt_report"


class ServiceHandover(models.Model):
    """The ledger as pages for print, month by month, each page marked with who took it out and why.

    All pages are the same form, laid out once (see ``report_weasyprint``): a layout of each would
    take minutes.
    """

    _inherit = "service.handover"

    def _get_papers(self, contents):
        """``(path, PDF, title)`` of each part of the ledger."""
        for month, ids in self._get_months(contents):
            parts = [ids[at : at + ROWS_PER_PAPER] for at in range(0, len(ids), ROWS_PER_PAPER)]
            for number, part in enumerate(parts, 1):
                suffix = f"-{number}" if len(parts) > 1 else ""
                title = self.env._("Ledger of %(month)s", month=f"{month}{suffix}")
                yield (
                    f"ledger/{month}{suffix}.pdf",
                    self._print_ledger(title, part, contents),
                    title,
                )
                self.env.invalidate_all()

    def _get_months(self, contents):
        """``[("2026-06", ids)]`` of the rows that stand or stood in the ledger."""
        found = self.env["service.entry"].search_fetch(
            Domain("id", "in", contents.entry_ids) & Domain("state", "!=", "draft"),
            ["date"],
            order="performed_at, id",
        )
        days = [(f"{entry.date:%Y-%m}", entry.id) for entry in found]
        self.env.invalidate_all()
        return [
            (month, [id_ for _month, id_ in rows])
            for month, rows in groupby(days, key=lambda day: day[0])
        ]

    def _print_ledger(self, title, ids, contents):
        columns = self._get_paper_columns()
        entries = self.env["service.entry"].browse(ids)
        labels = entries._get_handover_labels()
        rows = [entry._get_paper_cells(columns, contents, labels) for entry in entries]
        blank = [[""] * LINES] * len(columns)
        rows += [blank] * (-len(rows) % ROWS_PER_PAGE)
        values = {
            "handover": self,
            "title": title,
            "columns": columns,
            "pages": [rows[at : at + ROWS_PER_PAGE] for at in range(0, len(rows), ROWS_PER_PAGE)],
            "mark": self._get_mark(),
        }
        html = self.env["ir.qweb"]._render("service_handover.ledger_paper", values)
        printer = self.env["ir.actions.report"]
        return printer._run_wkhtmltopdf([html], REPORT, landscape=True)

    def _get_paper_columns(self):
        """``[(heading, width in mm, Chinese characters on a line)]``"""
        _ = self.env._
        return [
            (_("No."), 13, 4),
            (_("Time"), 20, 6.5),
            (_("Person"), 19, 6),
            (_("Service"), 27, 8.5),
            (_("Demand"), 46, 15),
            (_("Outcome"), 60, 20),
            (_("Served By"), 19, 6),
            (_("State"), 26, 8),
            (_("Page on Paper"), 15, 4.5),
            (_("No. of the files"), 28, 9),
        ]

    def _get_mark(self):
        """What stands on each page: who took it out of the system, when and why."""
        self.ensure_one()
        return self.env._(
            "Exported by %(name)s at %(time)s for: %(reason)s",
            name=self.made_by_id.name,
            time=f"{local_naive(self.made_at):%Y-%m-%d %H:%M}",
            reason=self.reason,
        )


class ServiceEntry(models.Model):
    _inherit = "service.entry"

    def _get_paper_cells(self, columns, contents, labels):
        """The cells of this row on paper, each as its lines."""
        self.ensure_one()
        why = self.void_reason or self.supersede_reason
        outcome = (labels["outcome"].get(self.outcome), self.result, self.referral_result)
        texts = (
            str(contents.numbers[self.id]),
            f"{local_naive(self.performed_at):%Y-%m-%d %H:%M}",
            self.partner_id.name,
            self.kind_id.name,
            self.demand,
            " ".join(filter(None, outcome)),
            self.user_id.name,
            " ".join(filter(None, (labels["state"][self._get_handover_state()], why))),
            self.paper_page,
            contents.get_file_numbers(self),
        )
        return [
            split_lines(text, width, LINES)
            for text, (_heading, _mm, width) in zip(texts, columns, strict=True)
        ]
