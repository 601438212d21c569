from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamSample(DeskCase):
    def _table(self, user=None):
        return self.env["health.exam.sample.table"].with_user(user or self.nurse)

    def _take(self, exam, code, identifier="name"):
        number = exam.sample_ids.filtered(lambda row: row.code == code)[-1:].number
        return self._table().take(exam.id, number, identifier)

    def test_tubes_are_planned_with_the_packages_and_numbered_by_kind(self):
        exam = self._enter()
        self.assertEqual(
            {row.code: row.number for row in exam.sample_ids},
            {
                "blood": f"{exam.exam_number}-1",
                "serum": f"{exam.exam_number}-2",
                "urine": f"{exam.exam_number}-3",
            },
        )
        exam.package_ids = self.env.ref("health_exam.package_women")
        self.assertEqual(exam.sample_ids.mapped("code"), ["smear"])

    def test_a_taken_tube_stays_when_the_packages_change(self):
        exam = self._enter()
        self._take(exam, "blood")
        exam.package_ids = self.env.ref("health_exam.package_women")
        self.assertEqual(set(exam.sample_ids.mapped("code")), {"blood", "smear"})

    def test_guide_sheet_identifier_and_tube_take_a_sample(self):
        exam = self._enter()
        shown = self._table().open_exam(exam.exam_number)
        self.assertEqual((shown["name"], len(shown["samples"])), ("韦春花", 3))
        self.assertTrue(shown["preparation"])
        self._take(exam, "blood", "birth_date")
        sample = exam.sample_ids.filtered(lambda row: row.code == "blood")
        self.assertRecordValues(
            sample,
            [{"state": "taken", "taken_by_id": self.nurse.id, "identifier": "birth_date"}],
        )
        self.assertTrue(sample.taken_at)

    def test_the_tube_of_another_person_raises_the_alarm_and_saves_nothing(self):
        exam = self._enter()
        other = self._enter(self._new_elder("黄大山", sex="1"))
        answer = self._table().take(exam.id, f"{other.exam_number}-1", "name")
        self.assertIn("韦**", answer["alarm"])
        self.assertIn("黄**", answer["alarm"])
        self.assertNotIn("黄大山", answer["alarm"])
        self.assertEqual(set((exam | other).sample_ids.mapped("state")), {"planned"})

    def test_the_tube_of_a_stranger_raises_the_alarm_without_his_name(self):
        exam = self._enter()
        other = self._register(self.stranger, user=self.other_desk)
        answer = self._table().take(exam.id, f"{other.exam_number}-1", "name")
        self.assertIn("Stop", answer["alarm"])
        self.assertNotIn("陆", answer["alarm"])

    def test_nothing_is_taken_without_the_second_identifier(self):
        exam = self._enter()
        for identifier in ("", False, "face"):
            with self.subTest(identifier=identifier), self.assertRaisesRegex(UserError, "say"):
                self._take(exam, "blood", identifier)
        self.assertEqual(set(exam.sample_ids.mapped("state")), {"planned"})

    def test_a_tube_is_taken_once(self):
        exam = self._enter()
        self._take(exam, "urine")
        with self.assertRaisesRegex(UserError, "already"):
            self._take(exam, "urine")

    def test_a_tube_that_was_not_ordered_is_put_aside(self):
        exam = self._enter()
        with self.assertRaisesRegex(UserError, "aside"):
            self._table().take(exam.id, f"{exam.exam_number}-4", "name")

    def test_a_void_exam_takes_no_sample(self):
        exam = self._enter()
        exam._void("登记错人")
        with self.assertRaisesRegex(UserError, "Void"):
            self._table().open_exam(exam.exam_number)
        with self.assertRaisesRegex(UserError, "Void"):
            self._take(exam, "blood")

    def test_tubes_first_and_wrong_codes_are_explained(self):
        exam = self._enter()
        number = exam.exam_number
        with self.assertRaisesRegex(UserError, "guide sheet of the person first"):
            self._table().open_exam(f"{number}-1")
        for text in ("", "abc", number[:-1] + str((int(number[-1]) + 1) % 10)):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, "no number"):
                self._table().open_exam(text)
        with self.assertRaisesRegex(UserError, "same person"):
            self._table().take(exam.id, number, "name")

    def test_a_rejected_tube_stays_with_its_reason_and_a_new_one_is_planned(self):
        exam = self._enter()
        self._take(exam, "blood")
        sample = exam.sample_ids.filtered(lambda row: row.code == "blood").with_user(self.lab)
        wizard = self.env["health.exam.sample.reject"].with_user(self.lab)
        wizard.create({"sample_ids": sample.ids, "reason": "溶血"}).action_confirm()
        self.assertEqual((sample.state, sample.reject_reason), ("rejected", "溶血"))
        again = exam.sample_ids.filtered(lambda row: row.code == "blood") - sample
        self.assertEqual((again.state, again.number), ("planned", sample.number))
        self._table().take(exam.id, again.number, "name")
        self.assertEqual(again.state, "taken")
        with self.assertRaisesRegex(UserError, "rejected already"):
            sample._reject("溶血")

    def test_nobody_writes_a_sample_by_hand(self):
        exam = self._enter()
        sample = exam.sample_ids[0].with_user(self.nurse)
        for forged in ({"state": "taken"}, {"number": "1"}, {"exam_id": exam.id}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                sample.write(forged)
        with self.assertRaises(AccessError):
            sample.copy()

    def test_another_hospital_takes_no_sample_here(self):
        exam = self._enter()
        table = self._table(self.other_desk)
        with self.assertRaisesRegex(UserError, "No exam of your hospital"):
            table.open_exam(exam.exam_number)
        with self.assertRaises(AccessError):
            table.take(exam.id, f"{exam.exam_number}-1", "name")
        with self.assertRaises(AccessError):
            exam.sample_ids.with_user(self.other_desk).read(["number"])

    def test_a_desk_cannot_take_back_what_has_a_sample(self):
        exam = self._enter()
        self._take(exam, "blood")
        self.assertFalse(exam.may_void)
        with self.assertRaisesRegex(AccessError, "chief examiner"):
            exam._void("登记错人")
