from freezegun import freeze_time

from odoo.tests import tagged

from .duty_common import DutyCase


@freeze_time("2026-08-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyExposure(DutyCase):
    """One doctor signed two and served one of them; the other signed two and served nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            case = cls()
            cls.served = case._agree_on()
            cls.forgotten = case._agree_on(archive=cls._new_archive("李四"))
            cls.idle = [
                case._agree_on(
                    archive=cls._new_archive(name), user=cls.other_signer, team=cls.other_team
                )
                for name in ("王五", "赵六")
            ]

    def _open(self, user, level="doctor"):
        rows = self.env["family.exposure"].with_user(user)
        rows.action_open_list()
        return rows.search([("level", "=", level)])

    def test_the_idle_doctor_is_named_first(self):
        self._serve("2026-03-05")
        first, second = self._open(self.boss)
        self.assertEqual(first.name, "他队医生")
        self.assertEqual((first.signed, first.served, first.unserved, first.share), (2, 0, 2, 100))
        self.assertEqual((second.served, second.partly, second.unserved), (1, 1, 1))
        self.assertEqual(second.share, 50)

    def test_every_way_in_counts_first(self):
        rows = self.env["family.exposure"].with_user(self.boss)
        action = self.env.ref("family_doctor.family_exposure_server_action").with_user(self.boss)
        self.assertTrue(action.sudo().path)
        # the only way in: no action of the window shows what was counted before
        windows = self.env["ir.actions.act_window"].search([("res_model", "=", rows._name)])
        self.assertFalse(windows)
        before = action.run() and rows.search([("level", "=", "doctor")])
        self.assertEqual(before.mapped("served"), [0, 0])
        self._serve("2026-03-05")
        action.run()
        self.assertEqual(sorted(rows.search([("level", "=", "doctor")]).mapped("served")), [0, 1])

    def test_a_page_loaded_again_after_the_rows_were_cleaned_away_is_not_empty(self):
        rows = self.env["family.exposure"].with_user(self.boss)
        self._open(self.boss)
        rows.sudo().search([]).unlink()
        found = rows.web_search_read([("level", "=", "doctor")], {"name": {}})
        self.assertEqual(found["length"], 2)
        rows.sudo().search([]).unlink()
        groups = rows.formatted_read_group([("level", "=", "team")], ["name"], ["signed:sum"])
        self.assertEqual([group["signed:sum"] for group in groups], [2, 2])

    def test_each_agreement_is_in_one_column(self):
        self._serve("2026-03-05")
        for level in ("doctor", "team", "township"):
            for row in self._open(self.boss, level):
                self.assertEqual(
                    row.performed + row.partly + row.waiting + row.unserved, row.signed
                )

    def test_every_number_opens_its_list(self):
        self._serve("2026-03-05")
        for level in ("doctor", "team", "township"):
            for row in self._open(self.boss, level):
                agreements = self.env["family.agreement"].with_user(self.boss)
                found = agreements.search(row.action_open_unserved()["domain"])
                self.assertEqual(len(found), row.unserved)
                duties = self.env["family.duty"].with_user(self.boss)
                self.assertEqual(
                    len(duties.search(row.action_open_overdue()["domain"])), row.overdue
                )

    def test_it_opens_down_to_the_person_and_the_missing_duty(self):
        self._serve("2026-03-05")
        row = self._open(self.boss)[0]
        agreements = self.env["family.agreement"].with_user(self.boss)
        found = agreements.search(row.action_open_unserved()["domain"])
        self.assertIn("王五", found.mapped("resident_name"))
        duties = self.env["family.duty"].search(found[0].action_open_duties()["domain"])
        self.assertIn("JC11", duties.mapped("item_id.code"))

    def test_before_half_of_the_term_nobody_is_exposed(self):
        with freeze_time("2026-05-01 02:00:00"):
            for row in self._open(self.boss):
                self.assertEqual((row.unserved, row.waiting), (0, 2))

    def test_who_looks_sees_his_own_scope_and_his_own_counting(self):
        self._open(self.boss)
        self.stranger.group_ids += self.env.ref("care_team.group_leader")
        self.assertFalse(self._open(self.stranger))
        self.assertFalse(self._open(self.stranger, "township"))

    def test_townships_unite_their_units(self):
        [row] = self._open(self.boss, "township")
        self.assertEqual((row.signed, row.unserved), (4, 4))

    def test_the_leader_hears_every_week_how_many_and_not_who(self):
        for _week in range(2):
            with self.enter_registry_test_mode():
                self.env.ref("family_doctor.cron_tell_unserved").method_direct_trigger()
        kind = self.env.ref("family_doctor.activity_type_unserved")
        [activity] = self.team.activity_ids.filtered(lambda row: row.activity_type_id == kind)
        self.assertEqual(activity.user_id, self.leader)
        self.assertTrue(activity.summary.startswith("2 "))
        for name in ("张三", "李四"):
            self.assertNotIn(name, f"{activity.summary}{activity.note}")
