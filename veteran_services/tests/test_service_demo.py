from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestServiceDemo(TransactionCase):
    """What a visitor of the demo finds; the numbers are told of the day of loading."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.env.ref("service_project.project_service_demo")
        cls.manager = cls.env.ref("service_project.user_svmanager_demo")

    def test_the_roster_has_767_people_each_with_a_number_of_his_own(self):
        self.assertEqual(self.project._get_roster_count(), 767)
        persons = self.project.member_ids.partner_id
        documents = self.env["resident.identity"].search([("partner_id", "in", persons.ids)])
        self.assertEqual(documents.partner_id, persons)
        self.assertEqual(len(set(documents.mapped("blind_index"))), len(persons))

    def test_every_person_has_one_row_of_care_and_some_claims_wait(self):
        cares = self.env["service.care"].search_count([("project_id", "=", self.project.id)])
        self.assertEqual(cares, len(self.project.member_ids))
        rows = self.env["service.obligation"].with_user(self.manager)
        board = {row["code"]: row for row in rows.get_board(self.project.id)["rows"]}
        self.assertEqual(len(board), 26)
        for code in ("L04", "L05a", "L05b", "L06"):
            with self.subTest(code):
                self.assertGreater(board[code]["accepted"], 50)
                self.assertLess(board[code]["actual"], 100)
        self.assertTrue(board["L04"]["claimed"])

    def test_one_case_was_accepted_one_returned_and_past_months_are_signed(self):
        mine = [("project_id", "=", self.project.id)]
        cases = self.env["service.case"].with_user(self.manager).search(mine, order="date")
        self.assertEqual(cases.mapped("state"), ["accepted", "returned"])
        self.assertEqual(self.env["service.offer"].search_count(mine), 2)
        self.assertFalse(self.env["service.incident"].search(mine))
        months = self.env["service.assessment"].with_user(self.manager).search(mine)
        self.assertGreaterEqual(len(months), 5)
        self.assertEqual(set(months.mapped("state")), {"signed"})
        for month in months:
            self.assertTrue(0 < month.total_score < 100)

    def test_events_count_but_the_lecture_with_nineteen_people(self):
        events = self.env["event.event"].with_user(self.manager)
        found = events.search([("service_project_id", "=", self.project.id)])
        lacking = found.filtered(lambda event: event.count_state == "lacking")
        self.assertEqual(lacking.mapped("attendance_count"), [19])
        self.assertIn("19", lacking.count_note)
        self.assertIn("样", lacking.count_note, "whom to invite")
        counting = found.filtered(lambda event: event.count_state == "counts")
        kinds = sorted(counting.mapped("service_kind"))
        self.assertEqual(kinds, ["clinic", "lecture", "round", "round"])
        clinic = found.filtered(lambda event: event.service_kind == "clinic")
        self.assertEqual(clinic.attendance_count, 16)
        self.assertTrue(0 < clinic.tracked_count < 16)
        self.assertTrue({"planned", "called_off"} <= set(found.mapped("service_state")))

    def test_one_of_the_supplier_may_hand_over_the_archives_too(self):
        packages = self.env["service.handover"]
        vals = {"project_id": self.project.id, "reason": "项目结束移交"}
        leader = self.env.ref("veteran_services.user_svleader_demo")
        for user, may in ((leader, True), (self.manager, False)):
            with self.subTest(user.login):
                package = packages.with_user(user).create(vals)
                self.assertEqual(bool(package._get_archive_numbers()), may)
        mine = package.with_user(self.env.ref("service_project.user_svphysician_demo"))
        with self.assertRaises(AccessError):
            mine.action_build()
