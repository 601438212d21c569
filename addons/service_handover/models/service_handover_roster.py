from odoo import models
from odoo.fields import Domain

from odoo.addons.safe_spreadsheet.tools import LedgerColumn, LedgerSheet

# Width and kind of the columns of the board, see ``service.obligation._get_board_table``.
BOARD = (
    (7, "text"), (30, "text"), (16, "text"), (10, "text"), (10, "number"), (8, "text"),
    (10, "number"), (10, "number"), (10, "integer"), (10, "integer"), (10, "integer"),
    (12, "text"), (40, "text"), (50, "text"),
)  # fmt: skip


class ServiceHandover(models.Model):
    """``roster.xlsx`` and ``obligations.xlsx``."""

    _inherit = "service.handover"

    def _get_ledger_sheets(self, contents):
        entries = self.env["service.entry"]
        labels = entries._get_handover_labels()
        rows = (
            entry._get_handover_row(contents, labels)
            for batch in self._get_batches("service.entry", contents.entry_ids)
            for entry in batch
        )
        title = self.env._("Ledger of %(project)s", project=self.project_id.name)
        columns = entries._get_handover_columns()
        return [LedgerSheet(self.env._("Ledger"), title, columns, rows)]

    def _get_roster_sheets(self, contents):
        _, column = self.env._, LedgerColumn
        title = _("Roster of %(project)s", project=self.project_id.name)
        columns = [
            column(_("No."), 7, "integer"),
            column(_("Name"), 12),
            column(_("Category"), 18),
            column(_("Certificate Number"), 20),
            column(_("Disability Grade"), 9, "integer"),
            column(_("Entry"), 12, "date"),
            column(_("Exit"), 12, "date"),
            column(_("Reason of the Exit"), 18),
            column(_("Priority"), 12),
            column(_("Number Elsewhere"), 18),
        ]
        counts = [
            column(_("Date"), 12, "date"),
            column(_("Category"), 24),
            column(_("People"), 10, "integer"),
            column(_("With Priority"), 10, "integer"),
        ]
        return [
            LedgerSheet(_("Roster"), title, columns, self._get_roster_rows()),
            LedgerSheet(_("Monthly Counts"), _("Counts at the ends of the months"), counts, [
                (row.date, row.category_id.name, row.people_count, row.priority_count)
                for row in self.project_id.snapshot_ids
            ]),
            self._get_staff_sheet(contents),
        ]  # fmt: skip

    def _get_roster_rows(self):
        members = self._get_members()
        exits = self._get_labels(members, "exit_reason")
        priorities = self._get_labels(members, "priority_reason")
        for number, member in enumerate(members, 1):
            yield (
                number,
                member.partner_id.name,
                member.category_id.name,
                member.certificate_number,
                member.disability_grade or None,
                member.entry_date,
                member.exit_date,
                exits.get(member.exit_reason),
                priorities.get(member.priority_reason),
                member.external_ref,
            )

    def _get_staff_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        own = Domain("project_id", "=", self.project_id.id)
        staff = self.env["service.assignment"].search(own, order="date_from, id")
        roles = self._get_labels(staff, "role")
        columns = [
            column(_("Name"), 12),
            column(_("Role"), 18),
            column(_("First Day"), 12, "date"),
            column(_("Last Day"), 12, "date"),
            column(_("Licence Number"), 22),
            column(_("Files"), 34),
        ]
        return LedgerSheet(_("Staff"), _("Staff of the supplier"), columns, [
            (row.user_id.name, roles[row.role], row.date_from, row.date_to, row.licence_number,
             contents.get_files(row))
            for row in staff
        ])  # fmt: skip

    def _get_obligation_sheets(self, contents):
        _ = self.env._
        obligations = self.env["service.obligation"]
        board = obligations.get_board(self.project_id.id, str(self.cut_off))
        _title, (period,), headers, *rows = obligations._get_board_table(board)
        columns = [LedgerColumn(label, *how) for label, how in zip(headers, BOARD, strict=True)]
        claims = self.env["service.claim"]
        own = Domain("project_id", "=", self.project_id.id)
        ids = claims.search(own, order="obligation_id, date, id").ids
        labels = claims._get_handover_labels()
        claimed = (
            claim._get_handover_row(contents, labels)
            for batch in self._get_batches(claims._name, ids)
            for claim in batch
        )
        return [
            LedgerSheet(_("Obligations"), period, columns, rows),
            LedgerSheet(
                _("Claims"),
                _("What was claimed, what counts, and why the rest does not"),
                claims._get_handover_columns(),
                claimed,
            ),
        ]
