from freezegun import freeze_time

from odoo.tests import tagged

from .duty_common import DutyCase


@freeze_time("2026-08-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDesk(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()
            cls()._agree_on(archive=cls._new_archive("李四"))

    def _cards(self, user=None):
        desk = self.env["family.desk"].with_user(user or self.signer).get_desk()
        return {card["key"]: card for card in desk["cards"]}

    def test_every_number_is_the_length_of_its_list_for_every_role(self):
        self._serve("2026-08-05", "home_visit", way="2")
        self._draft(archive=self._new_archive("王五"))
        for user in (self.signer, self.other_signer, self.leader, self.reviewer, self.boss):
            for card in self._cards(user).values():
                found = self.env[card["model"]].with_user(user).search(card["domain"])
                self.assertEqual(len(found), card["count"], card["key"])

    def test_the_doctor_sees_what_is_due_overdue_and_forgotten(self):
        cards = self._cards()
        self.assertEqual(cards["overdue"]["count"], 4)
        self.assertEqual((cards["signed"]["count"], cards["unserved"]["count"]), (2, 2))
        self.assertEqual(cards["today"]["count"], 0)
        self.agreement.duty_ids[0].with_user(self.signer)._plan_visits(
            [("2026-08-20", self.agreement.duty_ids[0].with_user(self.signer))]
        )
        self.assertEqual(self._cards()["today"]["count"], 1)

    def test_the_month_counts_what_was_served(self):
        self._serve("2026-08-05", "home_visit", way="2")
        self._serve("2026-03-05")
        cards = self._cards()
        keys = ("month_done", "month_home", "month_services", "overdue", "unserved")
        self.assertEqual([cards[key]["count"] for key in keys], [1, 1, 1, 2, 1])

    def test_a_returned_agreement_is_a_message(self):
        agreement = self._submit(archive=self._new_archive("王五"))
        self.assertEqual(self._cards()["submitted"]["count"], 1)
        self.assertEqual(self._cards(self.reviewer)["review"]["count"], 1)
        agreement.with_user(self.reviewer)._return("缺照片")
        cards = self._cards()
        self.assertEqual((cards["returned"]["count"], cards["activities"]["count"]), (1, 1))

    def test_only_a_leader_is_told_of_the_team(self):
        self.assertNotIn("team_unserved", self._cards())
        self.assertEqual(self._cards(self.leader)["team_unserved"]["count"], 2)

    def test_the_desk_asks_the_database_a_few_times_only(self):
        self._cards()
        self.env.flush_all()
        with self.assertQueryCount(26):
            self._cards()

    def test_the_list_of_duties_needs_no_query_per_row(self):
        view = self.env.ref("family_doctor.family_duty_view_list")
        names = set(self.env["family.duty"].get_view(view.id, "list")["models"]["family.duty"])
        spec = {name: {} for name in names}
        duties = self.env["family.duty"].with_user(self.signer)
        duties.web_search_read([], spec)
        counts = []
        for limit in (1, 8):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            duties.web_search_read([], spec, limit=limit, count_limit=1)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 2)
