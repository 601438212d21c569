from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .common import TODAY
from .service_case_common import AFTER, ServiceProofCase, picture


@freeze_time(TODAY)
class TestServiceCase(ServiceProofCase):
    """L19: two cases that the centre accepted."""

    def test_two_accepted_cases_meet_the_obligation(self):
        self.assertEqual(self._figure("L19").actual, 0)
        for color in (10, 60):
            case = self._submitted(color)
            self.assertEqual(case.state, "submitted")
            self.assertEqual(self._case_claim(case).cause, "acceptance")
            case.with_user(self.service_manager).action_accept()
            self.assertEqual(case.state, "accepted")
        self.assertEqual(self._figure("L19").actual, 2)
        self.assertEqual(self._figure("L19").state, "met")

    def test_a_draft_is_claimed_and_says_what_it_lacks(self):
        case = self._case(mode_text=False, device_ids=False)
        claim = self._case_claim(case)
        self.assertEqual(claim.state, "claimed")
        for word in ("list of devices", "Report", "Photo", "handing in"):
            self.assertIn(word, claim.reason)
        with self.assertRaisesRegex(ValidationError, "list of devices"):
            case.action_submit()
        self.assertEqual(self._figure("L19").tally.claimed, 1)

    def test_devices_entered_later_are_counted_at_once(self):
        case = self._prove(self._case(device_ids=False))
        self.assertIn("list of devices", self._case_claim(case).reason)
        self.env["service.case.device"].with_user(self.physician).create(
            {"case_id": case.id, "name": "手环", "serial_number": "B-7", "measured": "心率"}
        )
        self.assertNotIn("list of devices", self._case_claim(case).reason)

    def test_what_was_handed_in_stays_as_it_is(self):
        case = self._submitted()
        with self.assertRaises(UserError):
            case.mode_text = "改写"
        with self.assertRaises(UserError):
            case.device_ids.serial_number = "SN-2"
        with self.assertRaises(UserError):
            case._add_evidence("more.jpg", picture(99))
        with self.assertRaises(UserError):
            case.unlink()

    def test_nobody_but_the_centre_accepts_or_returns(self):
        case = self._submitted()
        for user in (self.physician, self.coordinator):
            with self.subTest(user.login), self.assertRaises(AccessError):
                case.with_user(user).action_accept()
            with self.subTest(user.login), self.assertRaises(AccessError):
                case.with_user(user).action_open_return()
        self.assertEqual(case.state, "submitted")

    def test_a_returned_case_is_handed_in_anew_with_the_proofs_it_had(self):
        case = self._submitted()
        action = case.with_user(self.service_manager).action_open_return()
        wizard = self.env["service.claim.reject"].with_user(self.service_manager)
        wizard.with_context(**action["context"]).create({"reason": "数据样本太少"}).action_reject()
        case.invalidate_recordset()
        self.assertEqual((case.state, case.return_reason), ("returned", "数据样本太少"))
        self.assertIn(case.name, self._step())
        following = self.env["service.case"].browse(case.action_rework()["res_id"])
        self.assertNotIn("to be handed in anew", self._step())
        following = following.with_user(self.physician)
        self.assertEqual(following.supersede_reason, "数据样本太少")
        self.assertEqual(following.device_ids.serial_number, "SN-1")
        self.assertEqual((case.former_evidence_count, following.evidence_count), (0, 0))
        self.assertEqual(following.former_evidence_count, case.evidence_count)
        self.assertTrue(case.evidence_count)
        following.mode_text = "家属查看数据，医师每日回访"
        following.action_submit()
        following.with_user(self.service_manager).action_accept()
        self.assertEqual((case.state, following.state), ("returned", "accepted"))
        self.assertEqual(self._figure("L19").actual, 1)

    def _step(self):
        rows = self.env["service.obligation"].with_user(self.coordinator).with_context(lang="en_US")
        board = rows.get_board(self.project.id)["rows"]
        return next(row["next_step"] for row in board if row["code"] == "L19")

    def test_a_draft_is_not_accepted_from_the_list_of_claims_either(self):
        case = self._prove(self._case())
        with self.assertRaises(UserError):
            case.with_user(self.service_manager).action_accept()
        with self.assertRaises(UserError):
            self._case_claim(case).with_user(self.service_manager).action_accept()

    def test_acceptance_from_the_list_of_claims_shows_on_the_case(self):
        case = self._submitted()
        self._case_claim(case).with_user(self.service_manager).action_accept()
        case.invalidate_recordset()
        self.assertEqual(case.state, "accepted")
        found = self.env["service.case"].search([("state", "=", "accepted")])
        self.assertIn(case, found)

    def test_other_centres_and_former_staff_see_no_case(self):
        case = self._submitted()
        with self.assertRaises(AccessError):
            case.with_user(self.stranger).read(["name"])
        cases = self.env["service.case"].with_user(self.physician)
        records = (case, case.device_ids, case.evidence_ids[0])
        with freeze_time("2027-06-15 15:59:00"):
            self.assertIn(case, cases.search([]))
        with freeze_time(AFTER):
            self.assertFalse(cases.search([]))
            self.assertFalse(self.env["service.case.device"].with_user(self.physician).search([]))
            for record in records:
                with self.subTest(record._name), self.assertRaises(AccessError):
                    record.with_user(self.physician).read(["display_name"])
            with self.assertRaises(AccessError):
                self._case(user=self.physician)

    def test_people_of_another_roster_and_cases_of_the_future_are_refused(self):
        other = self.project.copy({"name": "次年"})
        with self.assertRaises(ValidationError):
            self._case(user=self.service_manager, project_id=other.id, member_ids=self.member.ids)
        with self.assertRaises(ValidationError):
            self._case(date="2026-11-22")
