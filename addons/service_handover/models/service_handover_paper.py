from itertools import groupby

from odoo import models
from odoo.fields import Domain

from ..tools import local_naive

ROWS_PER_PAPER = 400
"""Rows laid out at a time: what a layout needs of memory grows with them."""
REPORT = "service_handover.service_handover_receipt_report"


class ServiceHandover(models.Model):
    """The ledger as pages for print, month by month, each page marked with who took it out and why."""

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
        values = {
            "handover": self,
            "title": title,
            "entries": self.env["service.entry"].browse(ids),
            "contents": contents,
            "local_naive": local_naive,
            "mark": self._get_mark(),
        }
        html = self.env["ir.qweb"]._render("service_handover.ledger_paper", values)
        printer = self.env["ir.actions.report"]
        return printer._run_wkhtmltopdf([html], REPORT, landscape=True)

    def _get_mark(self):
        """What stands on each page: who took it out of the system, when and why."""
        self.ensure_one()
        return self.env._(
            "Exported by %(name)s at %(time)s for: %(reason)s",
            name=self.made_by_id.name,
            time=f"{local_naive(self.made_at):%Y-%m-%d %H:%M}",
            reason=self.reason,
        )
