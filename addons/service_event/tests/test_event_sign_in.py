from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import format_date, mute_logger

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEventSignIn(EventCase):
    def test_a_card_or_a_name_finds_the_person_who_signs_in(self):
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        event = self._event()
        self.members[0].with_user(self.coordinator)._give_codes()
        code = self.members[0].card_code
        person = event.find_attendee(f"SV:{code}")["person"]
        self.assertEqual(person["id"], self.people[0].id)
        state = event.sign_in(person["id"])
        self.assertEqual((state["people"], state["minimum"]), (1, 20))
        self.assertEqual(state["last"][0]["name"], "甲")
        self.assertEqual(state["last"][0]["time"], "10:00")

    def test_who_is_invited_is_expected_until_he_comes(self):
        event = self._event()
        self.env["event.registration"].with_user(self.coordinator).create(
            {"event_id": event.id, "partner_id": self.crowd[0].id}
        )
        expected = event.get_sign_in()["expected"]
        self.assertEqual([row["id"] for row in expected], self.crowd[0].ids)
        state = event.sign_in(self.crowd[0].id)
        self.assertFalse(state["expected"])
        self.assertEqual(len(event.registration_ids), 1)

    def test_namesakes_who_are_invited_are_told_apart_by_their_birth_dates(self):
        event = self._event()
        one, two, other = self.crowd[:3]
        one.write({"name": "同名", "birth_date": "1950-03-01"})
        two.write({"name": "同名", "birth_date": "1948-05-06"})
        self.env["event.registration"].with_user(self.coordinator).create(
            [{"event_id": event.id, "partner_id": person.id} for person in one + two + other]
        )
        expected = {row["id"]: row["born"] for row in event.get_sign_in()["expected"]}
        born = [format_date(self.env, person.birth_date) for person in one + two]
        self.assertEqual(expected, {one.id: born[0], two.id: born[1], other.id: ""})

    def test_a_guest_is_offered_for_a_name_but_not_for_a_card_or_a_number(self):
        event = self._event()
        found = event.find_attendee("路人甲")
        self.assertTrue(found["can_be_guest"])
        self.assertIn("guest", found["message"])
        for text in ("SV:UNKNOWN", "440307195003010011", ""):
            with self.subTest(text):
                self.assertFalse(event.find_attendee(text)["can_be_guest"])
        self.assertFalse(event.find_attendee(self.people[0].name)["can_be_guest"])

    def test_a_guest_of_the_same_name_is_kept_once(self):
        event = self._event()
        event.sign_in_guest("路人甲")
        with self.assertRaisesRegex(UserError, "named 路人甲 is here already"):
            event.sign_in_guest(" 路人甲 ")
        self.assertEqual(event.sign_in_guest("路人甲（二组）")["guests"], 2)

    def test_the_same_person_twice_is_told_when_he_came(self):
        event = self._sign_in(self._event(), self.crowd[0])
        with self.assertRaisesRegex(UserError, "signed in already, at 10:00"):
            event.sign_in(self.crowd[0].id)

    @mute_logger("odoo.sql_db")
    def test_two_phones_at_once_sign_in_one_person(self):
        event = self._sign_in(self._event(), self.crowd[0])
        rows = self.env["event.registration"]
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            rows.create({"event_id": event.id, "partner_id": self.crowd[0].id})
            rows.flush_model()

    def test_who_left_the_roster_is_a_guest_with_the_reason(self):
        self.members[2].exit_date = "2026-09-20"
        event = self._sign_in(self._event(), self.people[2])
        event.sign_in_guest("路人甲")
        state = event.get_sign_in()
        self.assertEqual((state["people"], state["guests"]), (0, 2))
        row = event.registration_ids.filtered("partner_id")
        self.assertIn("not on the roster", row.guest_reason)
        event.action_hold()
        self.assertFalse(event.registration_ids.entry_id)

    def test_a_sign_in_taken_back_makes_its_row_void(self):
        event = self._held(people=1)
        row = event.registration_ids
        entry = row.entry_id
        state = event.take_sign_in_back(row.id)
        self.assertEqual(state["people"], 0)
        self.assertEqual(entry.state, "void")
        self._sign_in(event, self.crowd[0])
        self.assertEqual(row.state, "done")
        self.assertNotEqual(row.entry_id, entry)

    def test_nobody_signs_in_before_the_day_or_when_it_was_called_off(self):
        event = self._event(date_begin="2026-09-25 01:00:00", date_end="2026-09-25 03:00:00")
        with self.assertRaisesRegex(UserError, "isn't today"):
            event.sign_in(self.crowd[0].id)
        event._call_off("雨")
        with self.assertRaisesRegex(UserError, "called off"):
            event.sign_in(self.crowd[0].id)
        self.assertTrue(event.get_sign_in()["closed"])

    def test_the_page_offers_the_events_of_today(self):
        event = self._event()
        self._event(date_begin="2026-09-25 01:00:00", date_end="2026-09-25 03:00:00")
        found = self.env["event.event"].with_user(self.coordinator).get_sign_in_events()
        self.assertEqual([row["id"] for row in found], event.ids)
