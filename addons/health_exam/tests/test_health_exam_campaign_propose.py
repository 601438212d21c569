from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamCampaignPropose(DeskCase):
    def _propose(self, campaign, user=None, **vals):
        wizards = self.env["health.exam.campaign.propose"].with_user(user or self.desk)
        wizard = wizards.with_context(default_campaign_id=campaign.id).create(vals)
        return wizard

    @freeze_time("2026-11-23 02:00:00")
    def test_who_is_due_is_proposed_village_by_village_and_day_by_day(self):
        elders = self._new_elders(5)
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

    def test_the_dialog_begins_with_the_villages_of_the_campaign_and_counts(self):
        campaign = self._campaign(start=False)
        wizards = self.env["health.exam.campaign.propose"].with_user(self.desk)
        with Form(wizards.with_context(default_campaign_id=campaign.id)) as form:
            self.assertEqual(form.region_ids.ids, self.village.ids)
            elders = form.due_count
            self.assertTrue(elders)
            form.tag_ids.clear()
            self.assertGreaterEqual(form.due_count, elders)
            form.region_ids.clear()
            self.assertFalse(form.due_count)
            form.region_ids.add(self.village)

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

    def test_another_hospital_fills_no_list_here(self):
        campaign = self._campaign()
        with self.assertRaises(AccessError):
            self._propose(campaign, user=self.other_desk).action_add()
