from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceTicket(LedgerCase):
    """L18 from nothing to met, and claimed but not accepted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members[1].disability_grade = 5

    def ticket(self, person, minute, user=None):
        return (
            self.env["service.ticket"]
            .with_user(user or self.coordinator)
            .create(
                {
                    "project_id": self.project.id,
                    "partner_id": self.people[person].id,
                    "arrived_at": f"2026-09-21 01:{minute:02}:00",
                }
            )
        )

    def owed(self):
        return self._owed("priority_queue", "L18", measure="rate", threshold=100, unit="percent")

    def test_priority_stands_first_then_who_came_first(self):
        late, first, priority = self.ticket(2, 20), self.ticket(0, 5), self.ticket(1, 30)
        queue = self.env["service.ticket"].search([("project_id", "=", self.project.id)])
        self.assertEqual(queue.ids, (priority | first | late).ids)

    def test_priority_that_was_kept_counts(self):
        owed = self.owed()
        ticket, other = self.ticket(1, 30), self.ticket(0, 40)
        self.assertEqual(self._states(owed), {})
        ticket.action_call()
        ticket.action_begin()
        other.action_begin()
        self.assertEqual(ticket.waiting, 30)
        self.assertEqual(self._figure(owed).state, "met")

    def test_priority_that_was_overtaken_is_rejected(self):
        owed = self.owed()
        ticket, other = self.ticket(1, 30), self.ticket(0, 40)
        other.action_begin()
        with freeze_time("2026-09-21 02:10:00"):
            ticket.action_begin()
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIn("served sooner", ticket.claim_note)

    def test_who_came_before_may_go_before(self):
        owed = self.owed()
        other, ticket = self.ticket(0, 10), self.ticket(1, 30)
        other.action_begin()
        with freeze_time("2026-09-21 02:10:00"):
            ticket.action_begin()
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_who_left_or_began_waits_no_more(self):
        ticket = self.ticket(0, 10)
        ticket.action_leave()
        with self.assertRaises(UserError):
            ticket.action_begin()
        self.assertTrue(self.ticket(0, 20))

    def test_nobody_waits_twice(self):
        self.ticket(0, 10)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.ticket(0, 11)

    def test_time_is_the_servers_and_the_queue_is_of_its_centre(self):
        ticket = self.ticket(0, 10)
        with self.assertRaises(AccessError):
            ticket.begun_at = TODAY
        with self.assertRaises(AccessError):
            ticket.with_user(self.stranger).action_begin()
        with self.assertRaises(AccessError):
            self.ticket(2, 10, self.viewer)
