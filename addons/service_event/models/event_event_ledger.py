from odoo import models
from odoo.fields import Domain

from odoo.addons.service_ledger.models.service_entry import get_day

EVENT_KIND = "event"


class EventEvent(models.Model):
    """Each counted attendance stands in the ledger, so that it shows all services to a person.

    The proof is the sign-in sheet of the event; its page on paper is copied to the rows.
    """

    _inherit = "event.event"

    def _enter_ledger(self):
        """Put who is counted and has no row yet in the ledger; doing it again changes nothing."""
        held = self.filtered(lambda event: event.service_state == "held")
        rows = held.registration_ids.filtered(
            lambda row: row.state == "done" and not row.is_guest and not row.entry_id
        )
        if not rows:
            return
        entries = self.env["service.entry"]._as_server()
        created = entries.create([row._prepare_entry() for row in rows])
        for row, entry in zip(rows, created, strict=True):
            row._write_server({"entry_id": entry.id})
        created.action_submit()

    def _copy_paper_page(self):
        for event in self.filtered("service_project_id"):
            event.registration_ids.entry_id.filtered(lambda row: row._is_valid()).write(
                {"paper_page": event.paper_page}
            )


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _prepare_entry(self):
        self.ensure_one()
        event = self.event_id
        kinds = self.env["service.kind"]
        kind = kinds.search(
            kinds._in_force_domain(event.service_date) & Domain("code", "=", EVENT_KIND),
            limit=1,
        )
        signed_there = get_day(self.signed_at) == event.service_date
        return {
            "project_id": self.service_project_id.id,
            "partner_id": self.partner_id.id,
            "kind_id": kind.id,
            "performed_at": self.signed_at if signed_there else event.date_begin,
            "user_id": self.signed_by_id.id,
            "place": event.service_place,
            "result": event.name,
            "paper_page": event.paper_page,
            "origin_model": self._name,
            "origin_id": self.id,
        }
