from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamDeskUi(DeskCase, HttpCase):
    def test_a_person_is_registered_with_the_keyboard_alone_and_made_void_again(self):
        self.start_tour("/odoo/exam-desk", "health_exam_desk", login="exam_desk")
        exam = self.env["health.exam"].search([("archive_id", "=", self.elder.id)])
        self.assertEqual((exam.create_uid, len(exam.sample_ids)), (self.desk, 3))
        self.assertEqual((exam.state, exam.void_reason), ("void", "Registered twice"))

    def test_an_exam_is_registered_in_the_list_too(self):
        self.start_tour("/odoo/health-exams", "health_exam_new", login="exam_desk")
        exam = self.env["health.exam"].search([("archive_id", "=", self.elder.id)])
        self.assertEqual((exam.state, exam.create_uid), ("registered", self.desk))

    def test_tubes_are_taken_and_a_foreign_one_stops_the_table(self):
        first, second = self._new_elder("黄一一", sex="1"), self._new_elder("黄二二", sex="1")
        exam, other = self._register(first), self._register(second)
        exam.sudo()._write_server({"exam_number": "261123999900016"})
        other.sudo()._write_server({"exam_number": "261123999900024"})
        for row in (exam | other).sudo().sample_ids:
            row._write_server({"number": f"{row.exam_id.exam_number}-{row.kind_id.suffix}"})
        with mute_logger("odoo.http"):
            self.start_tour(
                "/odoo/exam-samples-table", "health_exam_sample_table", login="exam_nurse"
            )
        states = {row.code: row.state for row in exam.sample_ids}
        self.assertEqual(states, {"blood": "taken", "serum": "taken", "urine": "planned"})
        self.assertEqual(set(other.sample_ids.mapped("state")), {"planned"})

    def test_a_scan_at_the_station_takes_the_place_of_the_one_before(self):
        self.start_tour("/odoo/exam-station", "health_exam_station_scan", login="exam_nurse")
