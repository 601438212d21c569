from collections import Counter
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from odoo.addons.service_ledger.models.service_quick_find import CARD
from odoo.addons.service_project.tools import service_today

LAST = 8


class EventEvent(models.Model):
    """The page on which people sign in at an event, on a phone.

    What was typed or scanned comes in the body of a request, never in an address.
    """

    _inherit = "event.event"

    @api.readonly
    def get_sign_in(self):
        """What the page shows: how many signed in, of how many; who is expected; who came last."""
        self.ensure_one()
        self.check_access("read")
        kinds = dict(self._fields["service_kind"]._description_selection(self.env))
        signed = self.registration_ids.filtered(lambda row: row.state == "done")
        expected = self.registration_ids.filtered(lambda row: row.state == "open")
        return {
            "id": self.id,
            "name": self.name,
            "kind": kinds.get(self.service_kind, ""),
            "place": self.service_place or "",
            "date": fields.Date.to_string(self.service_date),
            "state": self.service_state,
            "closed": self._get_closed_reason(),
            "people": self.attendance_count,
            "minimum": self.minimum_people,
            "guests": self.guest_count,
            "expected": expected._sketch_expected(),
            "last": [
                row._sketch_sign_in() for row in signed.sorted("signed_at", reverse=True)[:LAST]
            ],
        }

    @api.model
    @api.readonly
    def get_sign_in_events(self):
        """Events of today at which people sign in: ``[{"id", "name", "place"}]``."""
        events = self.search(
            [
                ("service_project_id", "!=", False),
                ("service_date", "=", service_today()),
                ("service_state", "!=", "called_off"),
            ],
            order="date_begin, id",
        )
        return [
            {"id": event.id, "name": event.name, "place": event.service_place or ""}
            for event in events
        ]

    @api.readonly
    def find_attendee(self, text):
        """Who is meant by the code of a card, a number, a name or pinyin.

        :return: as ``service.quick.entry.find()`` gives it, with ``can_be_guest``: the text may be
            the name of somebody unknown, not a number or a card
        """
        self.ensure_one()
        self.check_access("read")
        found = self.env["service.quick.entry"].find(text, self.service_project_id.id)
        is_found = bool(found["person"] or found["choices"])
        name = (text or "").strip()
        is_name = bool(name) and not name.startswith(CARD) and not any(map(str.isdigit, name))
        if is_name and not is_found:
            found["message"] = self.env._(
                "Nobody was found. Type the name again, or keep it as that of a guest, who doesn't "
                "count."
            )
        return found | {"can_be_guest": is_name and not is_found}

    def sign_in(self, partner_id):
        """This person is here; off the roster of the day as a guest, who doesn't count.

        :return: as :meth:`get_sign_in`
        :raise UserError: signed in already, or the event isn't today, or was called off
        """
        self._check_sign_in()
        person = self.env["res.partner"].browse(partner_id).exists()
        person.check_access("read")
        if not person:
            raise UserError(self.env._("Nobody was found. Type the name again."))
        row = self.registration_ids.filtered(lambda row: row.partner_id == person)
        if row.state == "done":
            raise UserError(
                self.env._(
                    "%(name)s is signed in already, at %(time)s.",
                    name=person.name,
                    time=row._get_sign_in_time(),
                )
            )
        if row:
            row._write_server(self._prepare_sign_in())
        else:
            vals = {"event_id": self.id, "partner_id": person.id}
            row.with_env(self.env)._as_server().create(vals | self._prepare_sign_in())
        return self._after_sign_in()

    def sign_in_guest(self, name):
        """Somebody who isn't on the roster is here; kept by name, not counted.

        :return: as :meth:`get_sign_in`
        :raise UserError: a guest of that name is here already
        """
        self._check_sign_in()
        name = (name or "").strip()
        if not name:
            raise ValidationError(self.env._("Type the name of the guest."))
        if self.registration_ids.filtered(
            lambda row: row.state == "done" and not row.partner_id and row.name == name
        ):
            raise UserError(
                self.env._(
                    "A guest named %(name)s is here already. If this is somebody else, add to the "
                    "name what tells them apart.",
                    name=name,
                )
            )
        rows = self.env["event.registration"]._as_server()
        rows.create({"event_id": self.id, "name": name} | self._prepare_sign_in())
        return self._after_sign_in()

    def take_sign_in_back(self, registration_id):
        """It was somebody else; the row of the ledger becomes void.

        :return: as :meth:`get_sign_in`
        """
        self.ensure_one()
        self.check_access("write")
        row = self.registration_ids.filtered(lambda row: row.id == registration_id)
        if not row or row.state != "done":
            raise UserError(self.env._("This sign-in was taken back already."))
        entry = row.entry_id
        row._write_server(
            {"state": "cancel", "signed_at": False, "signed_by_id": False, "sign_in_way": False,
             "entry_id": False}
        )  # fmt: skip
        if entry:
            entry._void(self.env._("The sign-in at the event was taken back."))
        return self.get_sign_in()

    def action_open_sign_in(self):
        """Open the page on which people sign in."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.client"]._for_xml_id("service_event.sign_in_action")
        return action | {"context": {"sign_in_event_id": self.id}}

    def _after_sign_in(self):
        self.invalidate_recordset(["registration_ids"])
        self._enter_ledger()
        return self.get_sign_in()

    def _prepare_sign_in(self):
        now = fields.Datetime.now()
        is_over = self.service_date < service_today()
        return {
            "state": "done",
            "signed_at": now,
            "signed_by_id": self.env.uid,
            "sign_in_way": "sheet" if is_over else "site",
        }

    def _check_sign_in(self):
        self.ensure_one()
        self.check_access("write")
        if reason := self._get_closed_reason():
            raise UserError(reason)

    def _get_closed_reason(self):
        """Why nobody can sign in, or nothing."""
        _ = self.env._
        if not self.service_project_id:
            return _("This is no event of a service project.")
        if self.service_state == "called_off":
            return _("The event was called off: nobody signs in.")
        if self.service_date > service_today():
            return _("The event isn't today: people sign in on its day.")
        return ""


class EventRegistration(models.Model):
    _inherit = "event.registration"

    def _get_sign_in_time(self):
        self.ensure_one()
        local = self.with_context(tz="Asia/Shanghai")
        return fields.Datetime.context_timestamp(local, self.signed_at).strftime("%H:%M")

    def _sketch_expected(self):
        """By name: ``[{"id", "name", "born"}]``; the birth date only tells namesakes apart."""
        rows = self.sorted(lambda row: (row.name or "", row.partner_id.birth_date or date.min))
        names = Counter(rows.mapped("name"))
        return [
            {
                "id": row.partner_id.id,
                "name": row.name,
                "born": format_date(self.env, row.partner_id.birth_date)
                if names[row.name] > 1 and row.partner_id.birth_date
                else "",
            }
            for row in rows
        ]

    def _sketch_sign_in(self):
        return {
            "id": self.id,
            "name": self.name,
            "time": self._get_sign_in_time(),
            "guest": self.guest_reason or "",
        }
