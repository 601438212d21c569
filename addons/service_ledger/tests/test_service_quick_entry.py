from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase, picture


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceQuickEntry(LedgerCase):
    def page(self, user=None):
        return self.env["service.quick.entry"].with_user(user or self.coordinator)

    def find(self, text, user=None):
        return self.page(user).find(text, self.project.id)

    def vals(self, **vals):
        return {
            "project_id": self.project.id,
            "partner_id": self.people[0].id,
            "kind_id": self.cupping.id,
            "demand": "肩颈不适",
            "is_checked": True,
        } | vals

    def photos(self, *colors):
        return [{"name": "IMG_1.jpg", "content": self._base64(picture(color))} for color in colors]

    def test_page_begins_with_the_running_project_and_the_kinds_by_hand(self):
        start = self.page().get_start()
        self.assertIn(self.project.id, [row["id"] for row in start["projects"]])
        codes = [row["id"] for row in start["kinds"]]
        self.assertIn(self.cupping.id, codes)
        self.assertNotIn(self.env.ref("service_ledger.kind_event").id, codes)

    def test_person_is_found_by_card_certificate_and_name(self):
        member = self.members[0].with_user(self.coordinator)
        member.sudo().certificate_number = "粤优抚测试1号"
        member.action_print_cards()
        for text in (f"SV:{member.card_code}", "粤优抚测试1号"):
            self.assertEqual(self.find(text)["person"]["id"], self.people[0].id)
        self.people[0].name = "欧阳测试甲"
        for text in ("欧阳测试甲", "oycsj"):
            self.assertEqual(self.find(text)["person"]["id"], self.people[0].id, text)

    def test_card_says_nothing_about_the_person_and_a_lost_one_finds_nobody(self):
        member = self.members[0].with_user(self.coordinator)
        member.action_print_cards()
        lost = member.card_code
        self.assertNotIn(str(member.id), (lost, lost[-2:]) if member.id > 99 else ())
        member.action_renew_card()
        found = self.find(f"SV:{lost}")
        self.assertFalse(found["person"])
        self.assertIn("not one of this project", found["message"])
        with self.assertRaises(AccessError):
            member.card_code = "known"

    def test_several_of_a_name_are_told_apart_and_nobody_is_said_in_words(self):
        self.people[0].name = self.people[1].name = "司徒测试"
        self.assertEqual(len(self.find("司徒测试")["choices"]), 2)
        self.assertIn("can't be entered", self.find("无此人测试")["message"])
        self.assertIn("Scan", self.find(" ")["message"])

    def test_somebody_off_the_roster_is_found_with_a_warning(self):
        self.people[3].name = "外来测试"
        person = self.find("外来测试")["person"]
        self.assertIn("won't count", person["warning"])

    def test_row_is_saved_with_its_proofs_in_one_step(self):
        owed = self._owed("therapy")
        saved = self.page().save(self.vals(), self.photos(10), self._base64(picture(200, "PNG")))
        entry = self.env["service.entry"].browse(saved["id"])
        self.assertEqual((entry.state, entry.user_id), ("done", self.coordinator))
        self.assertEqual(set(entry.evidence_ids.mapped("kind")), {"photo", "signature"})
        self.assertEqual(self._states(owed), {"accepted": 1})
        self.assertEqual(saved["counts"], "accepted")
        self.assertEqual(saved["today"]["count"], 1)
        self.assertIn("paper", saved["missing"])

    def test_incomplete_row_is_saved_and_says_what_it_lacks(self):
        saved = self.page().save(self.vals(is_checked=False))
        for word in ("contraindications", "photo", "signature"):
            self.assertIn(word, saved["missing"])

    def test_refused_photo_leaves_nothing_behind(self):
        before = self.env["service.entry"].search_count([])
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.page().save(self.vals(), [{"name": "a.mp4", "content": self._base64(b"\0" * 99)}])
        self.assertEqual(self.env["service.entry"].search_count([]), before)
        with self.assertRaisesRegex(UserError, "At most 9 photos"):
            self.page().save(self.vals(), self.photos(*range(10)))

    def test_page_takes_nothing_but_what_it_asks(self):
        with self.assertRaises(UserError):
            self.page().save(self.vals(user_id=self.manager.id))

    def test_another_centre_and_a_viewer_enter_nothing(self):
        for user in (self.stranger, self.viewer):
            with self.assertRaises(AccessError):
                self.page(user).save(self.vals())
        with self.assertRaises(AccessError):
            self.page(self.viewer).get_start()
        with self.assertRaises(AccessError):
            self.find("甲", self.stranger)

    def test_physician_finds_and_enters_until_his_last_day(self):
        self.assertTrue(self.page(self.physician).save(self.vals())["id"])
        with freeze_time("2026-10-01 02:00:00"):
            self.assertFalse(self.page(self.physician).get_start()["projects"])
            with self.assertRaises(AccessError):
                self.find("甲", self.physician)
