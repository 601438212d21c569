from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEventEvent(EventCase):
    def test_nobody_gets_a_mail_a_ticket_or_a_question(self):
        event = self._event()
        self._sign_in(event, self.crowd[:2])
        self.assertFalse(event.sudo().event_mail_ids)
        self.assertFalse(event.sudo().event_ticket_ids)
        self.assertFalse(event.sudo().question_ids)
        with self.assertRaisesRegex(ValidationError, "no mails"):
            self.env["event.mail"].create({"event_id": event.id, "interval_type": "after_sub",
                                           "template_ref": "mail.template,1"})  # fmt: skip

    def test_other_events_keep_their_mails(self):
        event = self.env["event.event"].create(
            {"name": "Fair", "date_begin": "2026-09-21 01:00:00", "date_end": "2026-09-21 03:00:00"}
        )
        self.assertTrue(event.event_mail_ids)
        self.assertFalse(event.count_note)

    def test_only_what_has_begun_is_reported_as_held(self):
        event = self._event(date_begin="2026-09-22 01:00:00", date_end="2026-09-22 03:00:00")
        with self.assertRaisesRegex(UserError, "hasn't begun"):
            event.action_hold()
        event.date_begin = "2026-09-21 01:00:00"
        event.action_hold()
        self.assertEqual(event.service_state, "held")
        with self.assertRaisesRegex(UserError, "stay as they were reported"):
            event.date_begin = "2026-09-20 01:00:00"
        with self.assertRaisesRegex(UserError, "took place"):
            event._call_off("雨")

    def test_nobody_writes_the_state_himself(self):
        event = self._event()
        with self.assertRaises(AccessError):
            event.service_state = "held"
        with self.assertRaises(AccessError):
            self._event(service_state="held")

    def test_the_day_is_that_of_china(self):
        event = self._event(date_begin="2026-09-20 17:00:00", date_end="2026-09-20 18:00:00")
        self.assertEqual(str(event.service_date), "2026-09-21")

    def test_a_new_event_takes_two_hours_and_belongs_to_the_project(self):
        events = self.env["event.event"].with_user(self.coordinator)
        names = ["service_project_id", "date_begin", "date_end"]
        values = events.with_context(service_event=True).default_get(names)
        self.assertEqual(values["service_project_id"], self.project.id)
        self.assertEqual((values["date_end"] - values["date_begin"]).total_seconds(), 7200)

    def test_whom_to_invite_was_never_at_an_event(self):
        self._held(people=5)
        event = self._event(name="lecture 2")
        found = event._search_unreached().partner_id
        self.assertFalse(found & self.crowd[:5])
        self.assertTrue(self.crowd[5:] <= found)
        self.env["event.registration"].with_user(self.coordinator).create(
            {"event_id": event.id, "partner_id": self.crowd[5].id}
        )
        self.assertNotIn(self.crowd[5], event._search_unreached().partner_id)

    def test_people_are_invited_from_the_list_of_those_never_reached(self):
        event = self._event()
        rows = self.env["service.member"].with_user(self.coordinator)
        rows = rows.search(event.action_open_unreached()["domain"])[:3]
        with self.assertRaisesRegex(UserError, "Whom to invite"):
            rows.action_invite()
        chosen = rows.with_context(invite_event_id=event.id)
        chosen[:2].action_invite()
        event.registration_ids[0].action_cancel()
        chosen.action_invite()
        self.assertEqual(event.registration_ids.partner_id, rows.partner_id)
        self.assertEqual(set(event.registration_ids.mapped("state")), {"open"})

    def test_an_event_past_its_day_asks_for_the_report(self):
        event = self._event()
        with freeze_time("2026-09-23 02:00:00"):
            event.invalidate_recordset()
            self.assertEqual(event.count_state, "due")

    def test_another_centre_and_the_supplier_after_his_last_day_see_nothing(self):
        event = self._held(people=1)
        for model, domain in (
            ("event.event", [("id", "=", event.id)]),
            ("event.registration", [("event_id", "=", event.id)]),
            ("service.event.staff", [("event_id", "=", event.id)]),
            ("evidence.item", [("res_model", "=", "event.event"), ("res_id", "=", event.id)]),
        ):
            with self.subTest(model):
                records = self.env[model]
                self.assertFalse(records.with_user(self.stranger).search(domain))
                self.assertTrue(records.with_user(self.viewer).search(domain))
                with freeze_time("2026-09-30 15:00:00"):
                    self.assertTrue(records.with_user(self.physician).search(domain))
                with freeze_time("2026-09-30 16:30:00"):
                    self.assertFalse(records.with_user(self.physician).search(domain))

    def test_service_roles_see_no_events_of_others(self):
        fair = self.env["event.event"].create(
            {"name": "Fair", "date_begin": "2026-09-21 01:00:00", "date_end": "2026-09-21 03:00:00"}
        )
        found = self.env["event.event"].with_user(self.coordinator).search([])
        self.assertNotIn(fair, found)

    def test_the_viewer_changes_nothing(self):
        event = self._event()
        for change in (
            lambda: event.with_user(self.viewer).write({"name": "x"}),
            lambda: event.with_user(self.viewer).action_hold(),
            lambda: event.with_user(self.viewer).sign_in(self.crowd[0].id),
        ):
            with self.assertRaises(AccessError):
                change()
