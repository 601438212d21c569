from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..tools import is_exam_number, split_sample_number
from .exam_common import NORMAL, ExamCase


@tagged("post_install", "-at_install")
class TestHealthExam(ExamCase):
    def test_registered_elder_gets_number_package_and_stations(self):
        exam = self._register()
        self.assertTrue(is_exam_number(exam.exam_number))
        self.assertEqual(exam.exam_number[:6], f"{exam.date:%y%m%d}")
        self.assertEqual(exam.sudo().package_ids.mapped("code"), ["elder"])
        self.assertEqual(len(exam.work_ids), 4)
        self.assertEqual(exam.state, "registered")

    def test_an_exam_is_also_registered_by_the_form(self):
        form = Form(self.env["health.exam"].with_user(self.desk))
        self.assertFalse(form.archive_id)
        form.partner_id = self.elder.partner_id
        self.assertEqual(form.save().archive_id, self.elder)

    def test_responsible_doctor_is_the_one_of_the_archive_and_never_the_desk(self):
        other = self._new_elder(name="另一老人")
        other.doctor_id = self.doctor
        self.assertEqual(self._register(other).doctor_id, self.doctor)
        exam = self._register()
        self.assertFalse(exam.doctor_id)
        exam.with_user(self.nurse).write({"pulse": 71})
        self.assertFalse(exam.doctor_id)

    def test_numbers_of_a_batch_differ_and_follow(self):
        elders = [self._new_elder(name=f"老人{n}") for n in range(3)]
        exams = (
            self.env["health.exam"]
            .with_user(self.desk)
            .create([{"partner_id": elder.partner_id.id} for elder in elders])
        )
        serials = [int(exam.exam_number[10:14]) for exam in exams]
        self.assertEqual(serials, list(range(serials[0], serials[0] + 3)))

    def test_wrong_digit_of_a_number_is_noticed(self):
        number = self._register().exam_number
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        self.assertEqual(split_sample_number(f"{number}-2"), (number, "2"))
        self.assertIsNone(split_sample_number(wrong))

    def test_station_writes_its_section_only(self):
        exam = self._register().with_user(self.lab)
        exam.write({"hgb": 130})
        self.assertEqual(exam.state, "in_progress")
        with self.assertRaisesRegex(AccessError, "General condition"):
            exam.write({"pulse": 70})
        with self.assertRaises(AccessError):
            exam.with_user(self.chief).write({"hgb": 131})
        with self.assertRaisesRegex(AccessError, "chief examiner"):
            exam.write({"evaluation_id": self._code("exam_evaluation/1")})

    def test_station_reads_its_section_only(self):
        exam = self._register()
        self._fill(exam, "nurse")
        lab = exam.with_user(self.lab)
        self.assertNotIn("pulse", lab.fields_get())
        with self.assertRaises(AccessError):
            lab.read(["pulse"])
        with self.assertRaises(AccessError):
            lab.search([("pulse", ">", 0)])
        with self.assertRaises(AccessError):
            lab.formatted_read_group([], ["state"], ["pulse:avg"])
        self.assertEqual(exam.with_user(self.chief).pulse, 72)

    def test_form_of_a_station_shows_its_pages_only(self):
        arch = self.env["health.exam"].with_user(self.lab).get_views([(False, "form")])
        form = arch["views"]["form"]["arch"]
        self.assertIn("section_laboratory", form)
        self.assertNotIn("section_general", form)
        self.assertNotIn('name="pulse"', form)

    def test_stations_work_in_any_order_and_end_together(self):
        exam = self._register()
        for name in ("image", "lab", "doctor", "nurse"):
            self.assertNotEqual(exam.state, "station_done")
            self._fill(exam, name)
            self._finish(exam, name)
        self.assertEqual(exam.state, "station_done")
        self.assertFalse(exam.with_user(self.chief).missing_text)
        self.assertEqual(exam.with_user(self.chief).progress, 100)

    def test_station_cannot_end_with_missing_items(self):
        exam = self._register()
        self._fill(exam, "lab", fbg=0)
        with self.assertRaisesRegex(UserError, "Fasting glucose"):
            self._finish(exam, "lab")
        item = self.env.ref("health_exam.item_glucose")
        gap = {"exam_id": exam.id, "item_id": item.id, "reason_id": self._code("exam_gap_reason/1")}
        gaps = self.env["health.exam.gap"].with_user(self.lab)
        with self.assertRaisesRegex(ValidationError, "signed"), self.env.cr.savepoint():
            gaps.create(gap)
        gaps.create({**gap, "note": "怕抽血"})
        self._finish(exam, "lab")

    def test_other_stations_gap_is_refused(self):
        exam = self._register()
        with self.assertRaises(AccessError):
            self.env["health.exam.gap"].with_user(self.nurse).create(
                {
                    "exam_id": exam.id,
                    "item_id": self.env.ref("health_exam.item_glucose").id,
                    "reason_id": self._code("exam_gap_reason/3"),
                }
            )

    def test_impossible_numbers_are_refused_with_their_limits(self):
        exam = self._register()
        with self.assertRaisesRegex(ValidationError, "possible is"), self.env.cr.savepoint():
            exam.with_user(self.lab).write({"hgb": 900})
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            exam.with_user(self.nurse).write({"sbp_left": 70, "dbp_left": 120})

    def test_one_exam_a_day_unless_void(self):
        exam = self._register()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._register()
        exam.with_user(self.chief)._void("登记错人")
        with self.assertRaisesRegex(UserError, "doesn't change any more"):
            exam.with_user(self.lab).write({"hgb": 130})
        self.assertNotEqual(self._register().exam_number, exam.exam_number)

    def test_station_writes_nothing_into_a_closed_archive(self):
        exam = self._register()
        self.elder._write_server({"state": "cancelled"})
        with self.assertRaisesRegex(UserError, "closed"):
            exam.with_user(self.lab).write({"hgb": 130})

    def test_exam_is_neither_deleted_nor_copied(self):
        exam = self._register().with_user(self.chief)
        with self.assertRaises(AccessError):
            exam.unlink()
        with self.assertRaisesRegex(UserError, "void"):
            exam._unlink_except_always()
        with self.assertRaisesRegex(UserError, "duplicated"):
            exam.copy()

    def test_client_sets_neither_number_nor_state(self):
        for forged in ({"exam_number": "1"}, {"state": "synced"}, {"is_complete": True}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                self._register(**forged)

    def test_whole_form_of_an_elder_is_complete(self):
        exam = self._examine().with_user(self.chief)
        self.assertEqual(exam.item_ids, exam.package_ids.item_ids)
        self.assertTrue(exam._is_all_done())
        self.assertEqual(exam.bmi, 22.86)
        self.assertEqual((exam.sbp, exam.dbp), (128, 78))

    def test_normal_form_names_real_boxes(self):
        for name, values in NORMAL.items():
            for box in values:
                self.assertTrue(self._is_of(name, box), box)

    def test_all_normal_fills_own_empty_boxes_that_are_asked_for(self):
        exam = self._register().with_user(self.doctor)
        exam.write(self._values({"rhythm_id": "exam_rhythm/2"}))
        exam.action_fill_normal()
        self.assertEqual(exam.rhythm_id.code, "2", "what was found stays")
        self.assertEqual(exam.edema_id.code, "1")
        self.assertEqual(exam.teeth_ids.mapped("code"), ["1"])
        self.assertFalse(exam.rectal_id, "nobody asked for it")
        self.assertFalse(exam.with_user(self.chief).symptom_ids, "another station's")
        with self.assertRaisesRegex(UserError, "nothing to fill"):
            exam.with_user(self.desk).action_fill_normal()

    def test_all_normal_leaves_empty_what_was_refused(self):
        exam = self._register().with_user(self.image)
        reason = self.env["health.code"]._get("exam_gap_reason", "1").id
        item = self.env.ref("health_exam.item_ultrasound").id
        self.env["health.exam.gap"].with_user(self.image).create(
            {"exam_id": exam.id, "item_id": item, "reason_id": reason, "note": "不做"}
        )
        exam.action_fill_normal()
        self.assertTrue(exam.ecg_id)
        self.assertFalse(exam.ultrasound_id)

    def test_boxes_come_in_the_order_of_the_form(self):
        exams = self.env["health.exam"]
        sections = self.env["health.exam.section"].search([], order="sequence").mapped("code")
        found = dict.fromkeys(exams._get_section_of(name) for name in exams._get_boxes())
        self.assertEqual(list(found), sections)
        self.assertEqual(exams._get_device_boxes()["pulse"], "pulse")

    def test_buttons_of_a_station_are_for_who_works_there(self):
        works = self._register().work_ids
        mine = works.with_user(self.nurse).filtered("is_mine")
        self.assertEqual(mine.station_id.sudo().doctor_ids, self.nurse)
        self.assertEqual(works.with_user(self.chief).filtered("is_mine"), works)
