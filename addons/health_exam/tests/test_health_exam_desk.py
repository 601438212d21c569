from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .desk_common import DeskCase, make_identity


@tagged("post_install", "-at_install")
class TestHealthExamDesk(DeskCase):
    def test_a_person_is_found_by_everything_that_tells_him(self):
        exam = self._register()
        card = f"韦春花|女|壮|19530405|那甲村|{self.number}|公安局"
        for text in (
            self.number, card, card.replace("|", "\n"), self.elder.archive_number,
            exam.exam_number, f"{exam.exam_number}-2", "韦春花 1953", "wch 1953",
        ):  # fmt: skip
            with self.subTest(text=text):
                self.assertEqual(self._find(text)["person"]["id"], self.person.id)

    def test_the_whole_identity_number_is_never_shown(self):
        answer = self._find(self.number)
        self.assertEqual(answer["person"]["identity_number"], "451024********" + self.number[-4:])
        self.assertNotIn(self.number, str(answer))

    def test_several_of_one_name_are_offered_to_be_compared(self):
        twin = self._new_elder(birth="1949-09-09")
        answer = self._find("韦春花")
        self.assertFalse(answer["person"])
        ids = [choice["id"] for choice in answer["choices"]]
        self.assertIn(twin.partner_id.id, ids)
        self.assertIn(self.person.id, ids)

    def test_a_wrong_digit_is_said(self):
        wrong = self.number[:-1] + ("0" if self.number[-1] != "0" else "1")
        for text in (wrong, f"韦春花|女|{wrong}"):
            self.assertIn("check digit", self._find(text)["message"])

    def test_who_has_no_archive_or_is_unknown_is_said_with_what_to_do(self):
        unknown = make_identity("19610101", "110")
        self.assertIn("build the archive", self._find(unknown)["message"])
        self.assertIn("17 digits", self._find("1" * 17)["message"])
        self.assertIn("Nobody", self._find("查无此人")["message"])
        self.assertIn("Scan", self._find("  ")["message"])

    def test_a_resident_of_another_hospital_is_neither_shown_nor_registered(self):
        number = make_identity("19500101", "102")
        answer = self._find(number)
        self.assertIn("another institution", answer["message"])
        self.assertNotIn("陆外人", str(answer))
        self.assertNotIn("陆外人", str(self._find("陆外人")["choices"]))
        for call in (self._desk().open_person, lambda id_: self._desk().register(id_, [1])):
            with self.assertRaises(AccessError):
                call(self.stranger.partner_id.id)

    def test_an_exam_of_another_hospital_is_not_told(self):
        exam = self._register(self.stranger, user=self.other_desk)
        self.assertIn("No exam of your hospital", self._find(exam.exam_number)["message"])
        with self.assertRaises(AccessError):
            self._desk().get_label_url(exam.id)

    def test_packages_are_proposed_and_may_be_changed(self):
        shown = self._find(self.number)["person"]
        chosen = [row["name"] for row in shown["packages"] if row["chosen"]]
        self.assertEqual(chosen, ["Elders, 65 and older"])
        women = self.env.ref("health_exam.package_women")
        self._desk().register(self.person.id, women.ids)
        exam = self.env["health.exam"].search([("archive_id", "=", self.elder.id)])
        self.assertEqual(exam.package_ids, women)
        self.assertEqual(exam.org_unit_id, self.hospital)

    def test_nobody_is_registered_without_a_package_or_twice_a_day(self):
        with self.assertRaisesRegex(UserError, "package"):
            self._desk().register(self.person.id, [])
        exam = self._enter()
        shown = self._find(self.number)["person"]
        self.assertFalse(shown["can_register"])
        self.assertEqual(shown["exam"]["number"], exam.exam_number)
        with self.assertRaisesRegex(UserError, exam.exam_number):
            self._enter()

    @freeze_time("2026-11-23 02:00:00")
    def test_an_exam_of_this_year_is_warned_of(self):
        former = self._register(date="2026-01-05")
        shown = self._find(self.number)["person"]
        self.assertIn(former.exam_number, shown["warnings"][0])
        self.assertEqual(shown["last_exam"]["id"], former.id)
        self.assertTrue(shown["can_register"])

    @freeze_time("2026-11-23 02:00:00")
    def test_an_exam_of_last_year_is_shown_without_warning(self):
        former = self._register(date="2025-12-31")
        shown = self._find(self.number)["person"]
        self.assertEqual(shown["last_exam"]["number"], former.exam_number)
        self.assertFalse(shown["warnings"])
        self.assertTrue(shown["can_register"])

    def test_the_dead_are_not_registered(self):
        self.person.resident_state = "deceased"
        shown = self._find(self.number)["person"]
        self.assertIn("died", shown["hindrance"])
        with self.assertRaisesRegex(UserError, "died"):
            self._enter()

    def test_who_has_no_archive_in_use_is_not_registered(self):
        fresh = self.env["res.partner"].create(
            {
                "name": "韦新人", "is_resident": True, "birth_date": "1955-05-05", "sex": "1",
                "resident_unit_id": self.person.resident_unit_id.id,
            }
        )  # fmt: skip
        self.assertIn("no archive", self._find("韦新人")["person"]["hindrance"])
        archive = self.env["health.archive"].create({"partner_id": fresh.id})
        self.assertIn("reviewed", self._find("韦新人")["person"]["hindrance"])
        with self.assertRaisesRegex(UserError, "archive in use"):
            self._enter(archive)

    def test_a_card_with_another_name_is_warned_of(self):
        shown = self._find(f"韦春华|女|{self.number}")["person"]
        self.assertIn("韦春华", shown["warnings"][0])

    def test_the_desk_takes_back_a_mistake_until_something_was_done(self):
        exam = self._enter()
        self.assertTrue(exam.may_void)
        wizard = self.env["health.exam.reason"].with_user(self.desk)
        wizard.create({"exam_ids": exam.ids, "reason": "登记错人"}).action_confirm()
        self.assertEqual((exam.state, exam.void_reason), ("void", "登记错人"))
        second = self._enter()
        self._fill(second, "lab")
        self.assertFalse(self._find(second.exam_number)["person"]["exam"]["may_void"])
        with self.assertRaisesRegex(AccessError, "chief examiner"):
            second.with_user(self.desk)._void("登记错人")
        second.with_user(self.chief)._void("登记错人")

    def test_the_desk_counts_who_was_registered_today(self):
        before = self._desk().get_today()["count"]
        exam = self._enter()
        today = self._desk().get_today()
        self.assertEqual(today["count"], before + 1)
        self.assertEqual(today["last"][0]["number"], exam.exam_number)
        self.assertFalse(self._desk(self.other_desk).get_today()["count"])

    def test_others_have_no_desk(self):
        clerk = new_test_user(self.env, "exam_clerk", "base.group_user", lang="en_US")
        for call in (
            lambda desk: desk.find(self.number),
            lambda desk: desk.open_person(self.person.id),
            lambda desk: desk.register(self.person.id, [1]),
            lambda desk: desk.get_today(),
            lambda desk: desk.get_label_url(1),
        ):
            with self.assertRaises(AccessError):
                call(self._desk(clerk))
