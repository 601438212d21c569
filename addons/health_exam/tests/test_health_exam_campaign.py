from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamCampaign(DeskCase):
    def _elders(self, count):
        return [self._new_elder(f"老人{n:03d}") for n in range(count)]

    def _propose(self, campaign, user=None, **vals):
        wizards = self.env["health.exam.campaign.propose"].with_user(user or self.desk)
        wizard = wizards.with_context(default_campaign_id=campaign.id).create(vals)
        return wizard

    def test_who_came_is_registered_with_the_packages_of_the_campaign(self):
        women = self.env.ref("health_exam.package_women")
        campaign = self._campaign([self.elder], package_ids=women.ids)
        appointment = campaign.appointment_ids
        action = appointment.action_register()
        exam = appointment.exam_id
        self.assertEqual(appointment.state, "came")
        self.assertEqual((exam.campaign_id, exam.package_ids), (campaign, women))
        self.assertEqual(action["context"]["default_exam_ids"], exam.ids)
        self.assertEqual((campaign.came_count, campaign.exam_count, campaign.progress), (1, 1, 100))

    def test_the_desk_ends_the_appointment_of_who_comes(self):
        campaign = self._campaign([self.elder])
        shown = self._find(self.number)["person"]["appointments"]
        self.assertEqual([row["campaign"] for row in shown], [campaign.name])
        exam = self._enter(appointment_id=shown[0]["id"])
        self.assertEqual((campaign.appointment_ids.state, exam.campaign_id), ("came", campaign))

    def test_a_void_exam_makes_him_expected_again(self):
        campaign = self._campaign([self.elder])
        exam = campaign.appointment_ids._make_exams()
        exam.with_user(self.desk)._void("登记错人")
        self.assertEqual(campaign.appointment_ids.state, "confirmed")
        self.assertNotEqual(campaign.appointment_ids._make_exams(), exam)

    def test_nobody_is_registered_before_the_start_twice_or_after_the_end(self):
        campaign = self._campaign([self.elder], start=False)
        row = campaign.appointment_ids
        with self.assertRaisesRegex(UserError, "hasn't begun"):
            row.action_register()
        campaign.action_start()
        row.action_register()
        with self.assertRaisesRegex(UserError, "registered already"):
            row.action_register()
        campaign.action_finish()
        with self.assertRaisesRegex(UserError, "is over"):
            row.action_register()

    def test_who_was_registered_at_the_desk_is_named(self):
        exam = self._enter()
        campaign = self._campaign([self.elder])
        with self.assertRaisesRegex(UserError, exam.exam_number):
            campaign.appointment_ids.action_register()

    def test_the_end_makes_the_expected_absent_and_opening_again_expects_them(self):
        elders = self._elders(2)
        campaign = self._campaign(elders)
        first, second = campaign.appointment_ids
        first.action_cancel()
        campaign.action_finish()
        self.assertEqual((first.state, second.state), ("cancelled", "absent"))
        self.assertEqual(campaign.appointment_count, 1)
        campaign.action_reopen()
        self.assertEqual((first.state, second.state), ("cancelled", "invited"))

    def test_a_resident_is_on_the_list_once(self):
        campaign = self._campaign([self.elder])
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            campaign.appointment_ids.create(
                {"campaign_id": campaign.id, "partner_id": self.person.id}
            )

    def test_days_outside_the_campaign_are_refused(self):
        campaign = self._campaign([self.elder], date_from="2026-11-02", date_to="2026-11-03")
        with self.assertRaisesRegex(ValidationError, "not a day of the campaign"):
            campaign.appointment_ids.date = "2026-11-04"
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._campaign(date_from="2026-11-02", date_to="2026-11-01")

    @freeze_time("2026-11-23 02:00:00")
    def test_who_is_due_is_proposed_village_by_village_and_day_by_day(self):
        elders = self._elders(5)
        self._new_elder("韦青年", birth="1999-01-01")
        examined = self._register(elders[0], date="2026-01-05")
        self._register(elders[1], date="2025-12-31")
        campaign = self._campaign(start=False, date_from="2026-11-23", date_to="2026-11-24")
        wizard = self._propose(campaign, per_day=3)
        due = wizard.due_count
        wizard.action_add()
        invited = campaign.appointment_ids
        self.assertEqual(len(invited), due)
        mine = invited.filtered(lambda row: row.sudo().archive_id in set(elders))
        self.assertEqual(len(mine), 4)
        self.assertNotIn(examined.partner_id, invited.partner_id)
        self.assertNotIn("韦青年", invited.mapped("name"))
        first = invited.filtered(lambda row: row.date == date(2026, 11, 23))
        self.assertEqual(len(first), 3)
        with self.assertRaisesRegex(UserError, "Nobody is due"):
            self._propose(campaign).action_add()

    @freeze_time("2026-11-23 02:00:00")
    def test_an_exam_made_void_does_not_count_as_examined(self):
        exam = self._register(date="2026-03-01")
        campaign = self._campaign(start=False)
        before = self._propose(campaign).due_count
        exam.with_user(self.chief)._void("登记错人")
        self.assertEqual(self._propose(campaign).due_count, before + 1)

    def test_residents_of_others_are_neither_proposed_nor_invited(self):
        campaign = self._campaign()
        self.stranger.partner_id.region_id = self.village
        self._propose(campaign).action_add()
        self.assertNotIn(self.stranger.partner_id, campaign.sudo().appointment_ids.partner_id)
        with self.assertRaises(AccessError):
            campaign.appointment_ids.create(
                {"campaign_id": campaign.id, "partner_id": self.stranger.partner_id.id}
            )

    def test_another_hospital_sees_nothing_of_it(self):
        campaign = self._campaign([self.elder])
        other = campaign.with_user(self.other_desk)
        with self.assertRaises(AccessError):
            other.read(["name"])
        with self.assertRaises(AccessError):
            campaign.appointment_ids.with_user(self.other_desk).action_register()
        with self.assertRaises(AccessError):
            self._propose(campaign, user=self.other_desk).action_add()

    def test_who_died_or_whose_archive_was_closed_since_is_not_registered(self):
        campaign = self._campaign([self.elder, self._new_elder("黄大山", sex="1")])
        dead, closed = campaign.appointment_ids
        dead.sudo().partner_id.resident_state = "deceased"
        closed.sudo().archive_id._write_server({"state": "cancelled"})
        with self.assertRaisesRegex(UserError, "died"):
            dead.action_register()
        with self.assertRaisesRegex(UserError, "in use any more"):
            closed.action_register()
        with self.assertRaisesRegex(UserError, "closed"):
            closed.hour = 9

    def test_state_and_exam_are_not_entered(self):
        campaign = self._campaign([self.elder])
        for forged in ({"state": "came"}, {"exam_id": 1}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                campaign.appointment_ids.write(forged)
        with self.assertRaises(AccessError):
            campaign.write({"state": "done"})

    def test_a_campaign_with_exams_stays(self):
        campaign = self._campaign([self.elder])
        campaign.appointment_ids.action_register()
        with self.assertRaisesRegex(UserError, "exam"):
            campaign.appointment_ids.unlink()
        with self.assertRaisesRegex(UserError, "planned"):
            campaign.with_user(self.chief).unlink()

    def test_a_hundred_are_registered_with_as_many_queries_as_ten(self):
        counts = []
        for number in (10, 100):
            campaign = self._campaign(self._elders(number))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            campaign.appointment_ids.action_register()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
            self.assertEqual(campaign.exam_count, number)
            campaign.appointment_ids.exam_id.with_user(self.chief)._void("下一批")
        self.assertLessEqual(counts[1], counts[0] + 20)
        self.assertLess(counts[1], 150)
