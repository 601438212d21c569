from odoo.tests import freeze_time, tagged

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestEventReport(EventCase):
    def _render(self, name, event):
        reports = self.env["ir.actions.report"].with_user(self.coordinator)
        html, _kind = reports._render_qweb_html(f"service_event.report_event_{name}", event.ids)
        return html.decode()

    def test_the_sheet_of_a_planned_event_has_the_invited_and_lines_for_the_others(self):
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        self.members[0].certificate_number = "粤优抚0001号"
        event = self._event()
        self.env["event.registration"].with_user(self.coordinator).create(
            {"event_id": event.id, "partner_id": self.people[0].id}
        )
        rows = event._get_sheet_rows()
        self.assertEqual(len(rows), 20)
        self.assertEqual(rows[0]["certificate"], "粤优抚0001号")
        self.assertIn("粤优抚0001号", self._render("sheet", event))

    def test_the_sheet_of_a_held_event_says_who_was_a_guest(self):
        event = self._sign_in(self._event(), self.crowd[:2])
        event.sign_in_guest("路人")
        event.action_hold()
        rows = event._get_sheet_rows()
        self.assertEqual(len(rows), 3)
        self.assertEqual([row["name"] for row in rows if row["guest"]], ["路人"])
        self.assertEqual({row["time"] for row in rows}, {"10:00"})

    def test_the_papers_count_who_came_and_the_file_invites_nobody(self):
        self._owed_event("lecture_audience", "L08", ("minimum_people", 20), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        event = self._held(people=2)
        event.sign_in_guest("路人")
        event.paper_page = "12"
        note = "2 people of the roster, 1 guests (not counted); 20 people needed; sign-in sheet: 12"
        self.assertIn("Invite", event.count_note)
        page = self._render("file", event)
        self.assertIn(note, page)
        self.assertNotIn("Invite", page)
        self.assertIn(note, self._render("sheet", event))

    def test_the_file_shows_team_attendance_proofs_and_photos(self):
        event = self._held("clinic", people=2)
        page = self._render("file", event)
        for text in ("王医师", "Surgery", "听众0", "听众1", event.evidence_ids[0].sha256):
            with self.subTest(text):
                self.assertIn(text, page)
        self.assertEqual(page.count("data:image"), 1)
