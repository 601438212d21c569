from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .common import TODAY
from .service_case_common import AFTER, ServiceProofCase, picture


@freeze_time(TODAY)
class TestServiceIncident(ServiceProofCase):
    """L21: no incident; each one in the register makes it red."""

    def _incident(self, user=None, **vals):
        values = {
            "name": "名单误发微信群",
            "project_id": self.project.id,
            "description": "工作群内误发含电话的名单",
            "people_count": 12,
        }
        incidents = self.env["service.incident"].with_user(user or self.coordinator)
        return incidents.create(values | vals)

    def _note(self, incident, kind, text="已撤回"):
        notes = self.env["service.incident.note"].with_env(incident.env)
        return notes.create({"incident_id": incident.id, "kind": kind, "text": text})

    def test_each_registered_incident_makes_the_obligation_red(self):
        self.assertEqual(self._figure("L21").state, "on_track")
        incident = self._incident()
        self.assertEqual(self._figure("L21").state, "on_track")
        incident.action_register()
        self.assertEqual(self._figure("L21").state, "red")
        self.assertEqual(self._figure("L21").actual, 1)
        self._case_claim(incident).with_user(self.service_manager)._reject("演练，未泄露")
        self.assertEqual(self._figure("L21").state, "on_track")

    def test_without_an_incident_the_obligation_is_met_after_the_period(self):
        with freeze_time("2027-06-16 02:00:00"):
            self.assertEqual(self._figure("L21").state, "met")

    def test_the_register_is_only_added_to(self):
        incident = self._incident()
        draft_note = self._note(incident, "measure", "已撤")
        draft_note.text = "已撤回"
        incident.action_register()
        for vals in ({"people_count": 0}, {"description": "无事"}):
            with self.subTest(vals), self.assertRaises(UserError):
                incident.write(vals)
        with self.assertRaises(UserError):
            incident.unlink()
        with self.assertRaises(UserError):
            draft_note.text = "无"
        with self.assertRaises(UserError):
            draft_note.unlink()
        self._note(incident, "notified", "告知本人")
        incident._add_evidence("screen.jpg", picture())
        self.assertEqual(len(incident.note_ids), 2)
        with self.assertRaises(UserError):
            incident.evidence_ids.unlink()

    def test_the_centre_closes_what_is_known_to_be_dealt_with(self):
        incident = self._incident()
        with self.assertRaises(AccessError):
            incident.state = "closed"
        incident.action_register()
        with self.assertRaises(AccessError):
            incident.action_close()
        managed = incident.with_user(self.service_manager)
        with self.assertRaisesRegex(UserError, "who was told"):
            managed.action_close()
        self._note(incident, "measure")
        self._note(incident, "notified", "告知12人及中心")
        managed.action_close()
        self.assertEqual(incident.closed_by_id, self.service_manager)
        with self.assertRaises(UserError):
            self._note(incident, "other", "补充")
        self.assertEqual(self._figure("L21").state, "red")

    def test_an_incident_says_what_happened_and_not_in_the_future(self):
        with self.assertRaises(ValidationError):
            self._incident(description=" ").action_register()
        with self.assertRaises(ValidationError):
            self._incident(found_at="2026-11-22 02:00:00")

    def test_other_centres_and_former_staff_see_no_incident(self):
        incident = self._incident(user=self.physician)
        note = self._note(incident, "measure")
        for record in (incident, note):
            with self.assertRaises(AccessError):
                record.with_user(self.stranger).read(["display_name"])
        with freeze_time(AFTER):
            for record in (incident, note):
                with self.subTest(record._name):
                    self.assertFalse(self.env[record._name].with_user(self.physician).search([]))
                    with self.assertRaises(AccessError):
                        record.with_user(self.physician).read(["display_name"])


@freeze_time(TODAY)
class TestPledge(ServiceProofCase):
    def test_staff_without_a_pledge_are_the_next_step_of_the_board(self):
        rows = self.env["service.assignment"].with_user(self.service_manager)
        row = rows.search([("user_id", "=", self.physician.id)])
        self.assertIn("Confidentiality pledge", row.evidence_missing)
        without = [("has_pledge", "=", False), ("project_id", "=", self.project.id)]
        self.assertEqual(rows.search(without), row)
        self.assertIn(self.physician.name, self._step())
        row._add_evidence("pledge.jpg", picture(), requirement_code="pledge")
        self.assertFalse(rows.search(without))
        self.assertTrue(row.has_pledge)
        self.assertNotIn(self.physician.name, self._step())

    def _step(self):
        rows = self.env["service.obligation"].with_user(self.coordinator)
        board = rows.get_board(self.project.id)["rows"]
        return next(row["next_step"] for row in board if row["code"] == "L21")
