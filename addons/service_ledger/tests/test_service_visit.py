from lxml import html

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceVisit(LedgerCase):
    """L23 from nothing to met, and claimed but not accepted; the visit itself is L15."""

    def request(self, person=0, user=None, **vals):
        values = {
            "project_id": self.project.id,
            "partner_id": self.people[person].id,
            "reason": "行动不便",
            "requested_at": "2026-09-20 02:00:00",
        }
        return self.env["service.visit"].with_user(user or self.coordinator).create(values | vals)

    def owed(self):
        return self._owed("response_time", "L23", measure="rate", threshold=100, unit="percent")

    def test_request_is_answered_by_the_row_about_the_visit(self):
        owed = self.owed()
        visit = self.request()
        self.assertEqual((visit.state, self._states(owed)), ("requested", {"claimed": 1}))
        visit.planned_date = "2026-09-21"
        self.assertEqual(visit.state, "planned")
        entry = self._signed(self.home)
        self.assertEqual(entry.visit_id, visit)
        self.assertEqual((visit.state, visit.response_hours), ("done", 23.5))
        self.assertEqual(self._figure(owed).state, "met")

    def test_row_from_the_request_begins_with_what_is_known(self):
        visit = self.request()
        context = visit.action_enter()["context"]
        entry = self.env["service.entry"].with_user(self.coordinator).with_context(**context)
        entry = entry.create({"performed_at": "2026-09-21 01:00:00"})
        self.assertEqual((entry.visit_id, entry.kind_id), (visit, self.home))

    def test_late_visit_is_claimed_and_not_accepted(self):
        owed = self.owed()
        visit = self.request(requested_at="2026-09-18 02:00:00")
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIn("Not visited within 48", visit.claim_note)
        self._signed(self.home)
        self.assertIn("Visited after 71 hours", visit.claim_note)
        self.assertEqual(self._states(owed), {"rejected": 1})

    def test_open_request_is_refused_by_time_alone(self):
        owed = self.owed()
        visit = self.request()
        self.assertEqual(self._states(owed), {"claimed": 1})
        with freeze_time("2026-09-22 02:01:00"):
            visit.invalidate_recordset()
            self.assertTrue(visit.is_overdue)
            self.assertIn(visit, visit.search([("is_overdue", "=", True)]))
            self.project._claim_all()
        self.assertEqual(self._states(owed), {"rejected": 1})

    def test_hours_of_the_obligation_go_before_the_rule(self):
        owed = self.owed()
        self._parameter(owed, code="visit_hours", value=20)
        self.request()
        self.assertEqual(self._states(owed), {"rejected": 1})

    def test_visit_that_is_entered_late_is_claimed_and_not_accepted(self):
        owed = self.owed()
        visit = self.request(requested_at="2026-09-19 01:00:00")
        self._signed(self.home, performed_at="2026-09-20 01:30:00")
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIn("Entered 24 hours after the visit", visit.claim_note)
        self._parameter(owed, code="entry_hours", value=25)
        visit._claim_anew()
        self.assertEqual(self._figure(owed).state, "met")

    def test_void_visit_opens_the_request_again(self):
        owed = self.owed()
        visit = self.request()
        self._signed(self.home)._void("未入户")
        self.assertEqual((visit.state, self._states(owed)), ("requested", {"claimed": 1}))

    def test_visit_at_which_nobody_was_met_answers_nothing(self):
        visit = self.request()
        self._signed(self.home, outcome="not_done", result="家中无人")
        self.assertEqual(visit.state, "requested")

    def test_cancelled_request_stays_with_its_reason_and_claims_nothing(self):
        owed = self.owed()
        visit = self.request()
        with self.assertRaises(ValidationError):
            visit._cancel("")
        dialog = self.env["service.visit.cancel"].with_user(self.coordinator)
        dialog.create({"visit_ids": visit.ids, "reason": "已住院"}).action_confirm()
        self.assertEqual((visit.state, visit.cancel_reason), ("cancelled", "已住院"))
        self.assertEqual(self._states(owed), {})
        with self.assertRaises(UserError):
            visit._cancel("再次")
        with self.assertRaises(AccessError):
            visit.unlink()
        with self.assertRaises(UserError):
            visit.sudo().unlink()

    def test_priority_is_that_of_the_roster_on_the_day_of_the_request(self):
        self.members[0].disability_grade = 3
        self.assertEqual(self.request().priority_reason, "disabled")
        self.assertFalse(self.request(person=1).priority_reason)

    def test_request_of_tomorrow_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "future"):
            self.request(requested_at="2026-09-22 02:00:00")

    def test_route_is_printed_in_its_order(self):
        second = self.request(planned_date="2026-09-22", sequence=20, requested_at=TODAY)
        first = self.request(person=1, planned_date="2026-09-22", sequence=10, requested_at=TODAY)
        report = self.env["ir.actions.report"].with_user(self.coordinator)
        ids = (second | first).action_print_route()["context"]["active_ids"]
        self.assertEqual(ids, (first | second).ids)
        page, _kind = report._render_qweb_html("service_ledger.report_visit_route", ids)
        text = page.decode()
        self.assertLess(text.index(self.people[1].name), text.index(self.people[0].name))

    def test_route_has_all_cells_where_nobody_was_chosen_to_go(self):
        visit = self.request(requested_at=TODAY, planned_date="2026-09-22", user_id=False)
        report = self.env["ir.actions.report"].with_user(self.coordinator)
        page, _kind = report._render_qweb_html("service_ledger.report_visit_route", visit.ids)
        row = html.fromstring(page).xpath("//tbody/tr")[0]
        self.assertEqual(len(row.xpath("td")), 7)

    def test_another_centre_sees_and_asks_nothing(self):
        visit = self.request()
        with self.assertRaises(AccessError):
            visit.with_user(self.stranger).read(["reason"])
        with self.assertRaises(AccessError):
            self.request(user=self.stranger)
        with self.assertRaises(AccessError):
            self.request(user=self.viewer)

    def test_physician_sees_visits_until_his_last_day(self):
        self.assertTrue(self.request(user=self.physician))
        with freeze_time("2026-10-01 02:00:00"):
            self.assertFalse(self.env["service.visit"].with_user(self.physician).search([]))
