from odoo import models
from odoo.fields import Domain

from odoo.addons.safe_spreadsheet.tools import LedgerColumn, LedgerSheet
from odoo.addons.service_handover.tools import local_day, local_naive


class ServiceHandover(models.Model):
    """Events with their attendance and tracking, cases, offers, incidents and assessments."""

    _inherit = "service.handover"

    def _get_handover_records(self):
        return [
            *super()._get_handover_records(),
            self._search_events(),
            *(
                self._search_own(name, "id")
                for name in (
                    "service.tracking", "service.case", "service.offer", "service.incident",
                    "service.assessment",
                )
                if self._has_evidence(name)
            ),
        ]  # fmt: skip

    def _has_evidence(self, name):
        return "evidence_ids" in self.env[name]._fields

    def _get_handover_lists(self, contents):
        return [
            *super()._get_handover_lists(contents),
            self._get_event_sheet(contents),
            self._get_attendance_sheet(contents),
            self._get_tracking_sheet(contents),
            self._get_case_sheet(contents),
            self._get_offer_sheet(contents),
            self._get_incident_sheet(contents),
            self._get_assessment_sheet(),
        ]

    def _search_events(self):
        own = Domain("service_project_id", "=", self.project_id.id)
        return self.env["event.event"].search(own, order="date_begin, id")

    def _get_event_sheet(self, contents):
        _, column, events = self.env._, LedgerColumn, self._search_events()
        kinds = self._get_labels(events, "service_kind")
        columns = [
            column(_("Begins"), 17, "datetime"),
            column(_("Kind"), 10),
            column(_("Event"), 30),
            column(_("Place"), 20),
            column(_("Theme"), 16),
            column(_("Speaker"), 14),
            column(_("Team"), 40),
            column(_("People Counted"), 9, "number"),
            column(_("Counts or Not, and Why"), 60),
            column(_("Files"), 34),
        ]
        rows = [
            (local_naive(event.date_begin), kinds.get(event.service_kind), event.name,
             event.service_place, event.theme_id.name, event.speaker, self._get_team(event),
             event.attendance_count, event.count_note, contents.get_files(event))
            for event in events
        ]  # fmt: skip
        return LedgerSheet(_("Events"), _("Lectures, rounds and free clinics"), columns, rows)

    def _get_team(self, event):
        roles = self._get_labels(event.staff_ids, "role")
        return "；".join(
            " ".join(filter(None, (roles[row.role], row.name, row.department_id.name)))
            for row in event.staff_ids
        )

    def _get_attendance_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        columns = [
            column(_("Day"), 12, "date"),
            column(_("Event"), 30),
            column(_("Person"), 12),
            column(_("Signed In At"), 17, "datetime"),
            column(_("Why a Guest"), 24),
            column(_("Row of ledger.xlsx"), 9, "number"),
        ]
        present = self.env["event.registration"].search(
            Domain("service_project_id", "=", self.project_id.id) & Domain("state", "=", "done"),
            order="event_id, signed_at, id",
        )
        rows = [
            (row.service_date, row.event_id.name, row.partner_id.name or row.name,
             local_naive(row.signed_at), row.guest_reason or "",
             contents.numbers.get(row.entry_id.id))
            for row in present
        ]  # fmt: skip
        return LedgerSheet(_("Attendance"), _("Who signed in"), columns, rows)

    def _get_tracking_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        trackings = self._search_own("service.tracking", "date, id")
        ways = self._get_labels(trackings, "way")
        columns = [
            column(_("Date"), 12, "date"),
            column(_("Person"), 12),
            column(_("Event"), 30),
            column(_("Way"), 12),
            column(_("By"), 12),
            column(_("Result"), 50),
            column(_("Files"), 34),
        ]
        rows = [
            (row.date, row.partner_id.name, row.event_id.name, ways[row.way], row.user_id.name,
             row.result, contents.get_files(row))
            for row in trackings
        ]  # fmt: skip
        return LedgerSheet(_("Tracking"), _("Tracking after free clinics"), columns, rows)

    def _get_case_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        cases = self._search_own("service.case", "date, id")
        states = self._get_labels(cases, "state")
        columns = [
            column(_("Finished On"), 12, "date"),
            column(_("Title"), 40),
            column(_("Kind"), 14),
            column(_("Devices"), 50),
            column(_("State"), 14),
            column(_("Returned Because"), 30),
            column(_("Files"), 34),
        ]
        rows = [
            (case.date, case.name, case.type_id.name,
             "\n".join(f"{row.name} {row.serial_number}" for row in case.device_ids),
             states[case.state], case.return_reason, contents.get_files(case))
            for case in cases
        ]  # fmt: skip
        return LedgerSheet(_("Cases"), _("Smart cases"), columns, rows)

    def _get_offer_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        columns = [
            column(_("Offered Since"), 12, "date"),
            column(_("Last Day"), 12, "date"),
            column(_("Service"), 24),
            column(_("Description"), 60),
            column(_("Files"), 34),
        ]
        rows = [
            (row.date_from, row.date_to, row.name, row.description, contents.get_files(row))
            for row in self._search_own("service.offer", "date_from, id")
        ]
        return LedgerSheet(_("Offers"), _("Other services"), columns, rows)

    def _get_incident_sheet(self, contents):
        _, column = self.env._, LedgerColumn
        incidents = self._search_own("service.incident", "found_at, id")
        states = self._get_labels(incidents, "state")
        columns = [
            column(_("Found At"), 17, "datetime"),
            column(_("What Happened"), 40),
            column(_("Number of People"), 9, "number"),
            column(_("What Was Done"), 60),
            column(_("State"), 10),
            column(_("Files"), 34),
        ]
        rows = [
            (local_naive(row.found_at), row.description or row.name, row.people_count,
             "\n".join(f"{local_day(note.done_at)} {note.text}" for note in row.note_ids),
             states[row.state], contents.get_files(row))
            for row in incidents
        ]  # fmt: skip
        return LedgerSheet(_("Incidents"), _("Privacy incidents"), columns, rows)

    def _get_assessment_sheet(self):
        _, column = self.env._, LedgerColumn
        assessments = self._search_own("service.assessment", "month, version")
        states = self._get_labels(assessments, "state")
        columns = [
            column(_("Month"), 12, "date"),
            column(_("Version"), 8, "number"),
            column(_("Score"), 9, "number"),
            column(_("Full Score"), 9, "number"),
            column(_("State"), 10),
            column(_("Comment"), 60),
        ]
        rows = [
            (row.month, row.version, round(row.total_score, 2), round(row.full_score, 2),
             states[row.state], row.comment)
            for row in assessments
        ]  # fmt: skip
        return LedgerSheet(_("Assessments"), _("Assessments by the centre"), columns, rows)
