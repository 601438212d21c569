from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEventRegistration(EventCase):
    def _invite(self, event, person, **vals):
        values = {"event_id": event.id, "partner_id": person.id} | vals
        return self.env["event.registration"].with_user(self.coordinator).create(values)

    def test_an_invitation_copies_the_name_alone(self):
        person = self.crowd[0]
        person.write({"email": "x@example.org", "phone": "13800000000"})
        row = self._invite(self._event(), person)
        self.assertEqual(row.name, person.name)
        self.assertFalse(row.email or row.phone)
        messages = row.sudo().message_ids
        self.assertFalse(messages.tracking_value_ids)
        self.assertNotIn(person.name, "".join(messages.mapped("body")))

    def test_only_the_sign_in_says_who_was_there(self):
        event = self._event()
        with self.assertRaises(AccessError):
            self._invite(event, self.crowd[0], state="done")
        row = self._invite(event, self.crowd[0])
        for change in ({"state": "done"}, {"partner_id": self.crowd[1].id}, {"signed_at": TODAY}):
            with self.subTest(change), self.assertRaises(AccessError):
                row.write(change)
        row.action_cancel()
        self.assertEqual(row.state, "cancel")

    def test_nobody_invites_whom_he_cannot_see(self):
        person = self.env["res.partner"].create(
            {"name": "别处", "is_resident": True, "resident_unit_id": self.other_centre.id}
        )
        with self.assertRaises(AccessError):
            self._invite(self._event(), person)

    def test_who_was_counted_stands_in_the_ledger_once(self):
        complete = self._owed("row_complete", "L24", measure="rate", threshold=100, unit="percent")
        event = self._held(people=3)
        event.sign_in_guest("路人")
        event._enter_ledger()
        entries = event.registration_ids.entry_id
        self.assertEqual(entries.partner_id, self.crowd[:3])
        self.assertEqual(set(entries.mapped("state")), {"done"})
        self.assertEqual(entries.kind_id.code, "event")
        self.assertEqual(self._states(complete), {"accepted": 3})
        event.paper_page = "37"
        self.assertEqual(set(entries.mapped("paper_page")), {"37"})

    def test_what_is_entered_from_the_sheet_a_week_later_waits_for_the_centre(self):
        complete = self._owed("row_complete", "L24", measure="rate", threshold=100, unit="percent")
        event = self._held(people=1)
        with freeze_time("2026-09-28 02:00:00"):
            self._sign_in(event, self.crowd[1])
            late = event.registration_ids.filtered(lambda row: row.partner_id == self.crowd[1])
        self.assertEqual(late.sign_in_way, "sheet")
        self.assertEqual(late.entry_id.days_late, 7)
        self.assertEqual(str(late.entry_id.date), "2026-09-21")
        self.assertEqual(self._states(complete), {"accepted": 1, "claimed": 1})

    def test_a_report_after_a_week_makes_no_sign_in_late(self):
        event = self._prove_event(self._sign_in(self._event(), self.crowd[0]))
        with freeze_time("2026-09-28 02:00:00"):
            event.action_hold()
        self.assertEqual(event.registration_ids.entry_id.days_late, 0)
