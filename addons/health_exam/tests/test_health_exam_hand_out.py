from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .report_common import PRINT, TODAY, ExamReportCase


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamHandOut(ExamReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env.ref("org_unit.unit_debao_hospital_02")
        cls.foreign_desk = new_test_user(
            cls.env, "exam_foreign_desk", "health_exam.group_exam_staff", org_unit_id=other.id
        )

    def _report_many(self, count):
        """Reports signed together, none of them drawn."""
        exams = self.env["health.exam"].union(
            *(self._review(self._examine(self._new_elder(f"老人{n}"))) for n in range(count))
        )
        exams.action_report()
        return exams

    def _get_prints(self, report):
        self.env.cr.execute(
            "SELECT uid FROM access_audit.event WHERE model = 'health.exam.report'"
            " AND purpose = 'report' AND %s = ANY(res_ids)",
            [report.id],
        )
        return [uid for (uid,) in self.env.cr.fetchall()]

    def test_desk_hands_out_a_report_that_it_cannot_read(self):
        exam = self._report(fbg=7.4)
        stored = exam.report_ids.sudo().pdf_id.attachment_id.raw
        at_desk = exam.with_user(self.desk)
        self.assertEqual(self._print(at_desk, self.desk), stored)
        for read in (
            lambda: at_desk.read(["fbg"]),
            lambda: at_desk.report_ids.read(["content"]),
            lambda: exam.report_ids.pdf_id.with_user(self.desk).read(["name"]),
            lambda: at_desk.read(["abnormal_text"]),
        ):
            with self.assertRaises(AccessError):
                read()

    def test_each_print_is_recorded_with_who_printed(self):
        exam = self._report()
        self._print(exam, self.desk)
        self._print(exam)
        self.assertEqual(self._get_prints(exam.report_ids), [self.desk.id, self.chief.id])
        self.assertEqual(exam.report_ids.print_count, 2)

    def test_desk_of_another_hospital_hands_out_nothing(self):
        exam = self._report()
        with self.assertRaises(AccessError):
            self._print(exam, self.foreign_desk)
        # he may see the resident by now, but the other hospital signed
        self.elder.partner_id.resident_unit_id = self.foreign_desk.org_unit_id
        self.elder._write_server({"org_unit_id": self.foreign_desk.org_unit_id.id})
        self.assertTrue(exam.with_user(self.foreign_desk).read(["exam_number"]))
        with self.assertRaisesRegex(AccessError, "your own hospital"):
            self._print(exam, self.foreign_desk)
        self.assertFalse(self._get_prints(exam.sudo().report_ids))

    def test_desk_finds_what_is_to_be_handed_out_and_prints_it_at_the_desk(self):
        exam = self._report()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_hand_out_action"
        )
        found = self.env["health.exam"].with_user(self.desk).search(
            [("id", "=", exam.id), ("state", "in", ("reported", "synced"))]
        )  # fmt: skip
        self.assertEqual(action["domain"], "[('state', 'in', ('reported', 'synced'))]")
        self.assertEqual(
            found.action_print_report()["report_name"], "health_exam.report_health_exam"
        )
        desk = self.env["health.exam.desk"].with_user(self.desk)
        shown = desk.open_person(self.elder.partner_id.id)["person"]["exam"]
        self.assertTrue(shown["has_report"])
        self.assertTrue(desk.get_report_url(exam.id).endswith(f"/{exam.id}"))

    def test_many_undrawn_are_ordered_and_the_user_is_told_when_they_are_ready(self):
        exams = self._report_many(4).with_user(self.desk)
        type(self.env["health.exam.report"]).DRAWN_IN_REQUEST = 2
        self.addCleanup(setattr, type(self.env["health.exam.report"]), "DRAWN_IN_REQUEST", 20)
        action = exams.action_print_report()
        order = self.env["health.exam.print"].with_user(self.desk).browse(action["res_id"])
        self.assertEqual((order.state, order.count, order.progress), ("waiting", 4, 0))
        self._enter_test_mode()
        with self.assertRaisesRegex(UserError, "still to be drawn"):
            self.env["ir.actions.report"].with_user(self.desk)._render_qweb_pdf(PRINT, exams.ids)
        self.env.ref("health_exam.ir_cron_exam_draw").method_direct_trigger()
        self.assertEqual((order.state, order.drawn_count, order.progress), ("ready", 4, 100))
        activity = self.env["mail.activity"].search(
            [("res_model", "=", order._name), ("res_id", "=", order.id)]
        )
        self.assertEqual(activity.user_id, self.desk)
        self.assertEqual(order.action_print()["report_name"], "health_exam.report_health_exam")
        self.assertFalse(activity.exists().filtered("active"))
        self.assertEqual(len(self._read_pages(self._print(exams, self.desk))), 4 * 5)

    def test_order_is_seen_by_who_gave_it(self):
        exams = self._report_many(1)
        self.env["health.exam.print"].with_user(self.desk)._order_print(exams)
        orders = self.env["health.exam.print"]
        self.assertTrue(orders.with_user(self.desk).search([]))
        self.assertFalse(orders.with_user(self.nurse).search([]))
        with self.assertRaises(AccessError):
            orders.with_user(self.desk).create({"exam_ids": exams.ids})
        with freeze_time("2026-12-01"):
            orders._gc_orders()
        self.assertFalse(orders.with_user(self.desk).search([]))
