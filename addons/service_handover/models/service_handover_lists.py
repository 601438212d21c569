from odoo import models
from odoo.fields import Domain

from odoo.addons.safe_spreadsheet.tools import LedgerColumn, LedgerSheet

from ..tools import local_day, local_naive


class ServiceHandover(models.Model):
    """``lists.xlsx``: what else the project kept."""

    _inherit = "service.handover"

    def _get_handover_lists(self, contents):
        return [
            *super()._get_handover_lists(contents),
            self._get_ruling_sheet(contents),
            self._get_qualification_sheet(contents),
            self._get_duty_sheet(),
            self._get_visit_sheet(contents),
        ]

    def _search_own(self, model, order):
        return self.env[model].search(Domain("project_id", "=", self.project_id.id), order=order)

    def _get_labels(self, records, name):
        """``{value: label}`` of a selection, in the language of the package."""
        return dict(records._fields[name]._description_selection(self.env))

    def _get_ruling_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        columns = [
            column(_("Date"), 12, "date"),
            column(_("Clause"), 14),
            column(_("Question"), 40),
            column(_("Ruling"), 60),
            column(_("Decided By"), 16),
            column(_("Replaced"), 9),
            column(_("Files"), 34),
        ]
        rows = [
            (row.date, row.clause, row.question, row.ruling, row.decided_by_name,
             _("Yes") if row.is_superseded else "", contents.get_files(row))
            for row in self._search_own("service.ruling", "date, id")
        ]  # fmt: skip
        return LedgerSheet(_("Rulings"), _("Rulings of the centre"), columns, rows)

    def _get_qualification_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        columns = [
            column(_("Title"), 20),
            column(_("Condition"), 50),
            column(_("Required Proof"), 30),
            column(_("Valid Until"), 12, "date"),
            column(_("Confirmed By"), 12),
            column(_("Confirmed On"), 12, "date"),
            column(_("What Was Looked At"), 30),
            column(_("Files"), 34),
        ]
        rows = [
            (row.name, row.condition, row.proof, row.valid_until, row.confirmed_by_id.name,
             local_day(row.confirmed_at), row.note, contents.get_files(row))
            for row in self._search_own("service.qualification", "sequence, id")
        ]  # fmt: skip
        return LedgerSheet(_("Qualification"), _("Conditions of the supplier"), columns, rows)

    def _get_duty_sheet(self):
        _, column = self.env._, LedgerColumn
        duties = self._search_own("service.duty", "date, id")
        states = self._get_labels(duties, "state")
        columns = [
            column(_("Date"), 12, "date"),
            column(_("Physician"), 12),
            column(_("Came"), 17, "datetime"),
            column(_("Went"), 17, "datetime"),
            column(_("Hours"), 8, "number"),
            column(_("Leave"), 20),
            column(_("Substitute"), 12),
            column(_("State"), 12),
        ]
        rows = [
            (duty.date, duty.user_id.name, local_naive(duty.check_in), local_naive(duty.check_out),
             round(duty.hours, 2), duty.leave_reason, duty.substitute_id.name, states[duty.state])
            for duty in duties
        ]  # fmt: skip
        return LedgerSheet(_("Duty"), _("Days of duty"), columns, rows)

    def _get_visit_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        visits = self._search_own("service.visit", "requested_at, id")
        states = self._get_labels(visits, "state")
        priorities = self._get_labels(visits, "priority_reason")
        columns = [
            column(_("Asked For At"), 17, "datetime"),
            column(_("Person"), 11),
            column(_("Asked For By"), 12),
            column(_("What For"), 30),
            column(_("Priority"), 12),
            column(_("Planned For"), 12, "date"),
            column(_("Visitor"), 12),
            column(_("State"), 10),
            column(_("Visited At"), 17, "datetime"),
            column(_("Hours Until the Visit"), 9, "number"),
            column(_("Row of ledger.xlsx"), 9),
            column(_("Why Cancelled"), 24),
        ]
        rows = [
            (local_naive(visit.requested_at), visit.partner_id.name, visit.requested_by,
             visit.reason, priorities.get(visit.priority_reason), visit.planned_date,
             visit.user_id.name, states[visit.state], local_naive(visit.visited_at),
             round(visit.response_hours, 1) if visit.visited_at else None,
             ", ".join(str(contents.numbers[row.id]) for row in visit.entry_ids.sorted("id")),
             visit.cancel_reason)
            for visit in visits
        ]  # fmt: skip
        return LedgerSheet(_("Visits"), _("Home visits"), columns, rows)
