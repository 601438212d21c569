from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamCampaign(DeskCase):
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
        elders = self._new_elders(2)
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

    def test_slots_are_written_so_that_they_sort(self):
        row = self._campaign([self.elder]).appointment_ids
        for text, slot in (("8:30", "08:30"), ("8：30 – 9:00", "08:30-09:00"), ("上午", "上午")):
            with self.subTest(text=text):
                row.slot = text
                self.assertEqual(row.slot, slot)
        for text in ("25:00", "8:61", "上午" * 20):
            with self.subTest(text=text), self.assertRaisesRegex(ValidationError, "no time"):
                row.slot = text

    def test_another_hospital_sees_nothing_of_it(self):
        campaign = self._campaign([self.elder])
        other = campaign.with_user(self.other_desk)
        with self.assertRaises(AccessError):
            other.read(["name"])
        with self.assertRaises(AccessError):
            campaign.appointment_ids.with_user(self.other_desk).action_register()

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
            closed.slot = "9:00"

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
            campaign = self._campaign(self._new_elders(number))
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
