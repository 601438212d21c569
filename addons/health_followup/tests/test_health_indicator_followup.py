from odoo.fields import Date
from odoo.tests import freeze_time

from odoo.addons.indicator.tools import Span

from .followup_common import TODAY
from .sensitive_common import HealthFollowupSensitiveCase

FIRST, LAST = "2026-01-01", "2026-12-31"
FASTING, RANDOM = "1", "3"


@freeze_time(TODAY)
class TestHealthIndicatorFollowup(HealthFollowupSensitiveCase):
    """Figures of one clinic on 2026-05-01, counted by hand."""

    def _figures(self, user):
        """As after the night, in which all years are tallied."""
        for kind in ("", ".sensitive"):
            enrolled = self.env[f"health.enrolment{kind}"].search(
                [("org_unit_id", "=", self.clinic.id)]
            )
            self.env[f"health.followup.year{kind}"]._tally(enrolled)
        board = self.env["indicator.indicator"].with_user(user)
        rows = board.get_board(self.clinic.id, FIRST, LAST)["rows"]
        return {row["code"]: (row["numerator"], row["denominator"]) for row in rows}

    def _other(self, code, name, **vals):
        archive = self._archive(self._resident(name))
        return self._enrol(code, archive, enrolled_date="2025-01-10", **vals)

    def _visits(self, enrolment, *dates, **vals):
        for date in dates:
            self._signed(enrolment=enrolment, date=date, **vals)

    def _glucose(self, enrolment, date, glucose, kind=FASTING, **vals):
        boxes = {"htn_symptom_ids": [], "dm_symptom_ids": self._codes("dm_symptom", "1")}
        boxes |= {"dm_glucose": glucose, "dm_low_id": self._code("dm_low", "1").id}
        boxes["dm_glucose_type_id"] = self._code("dm_glucose", kind).id
        self._visits(enrolment, date, **boxes | vals)

    def test_hypertension_is_counted_in_the_strict_the_count_only_and_the_lenient_way(self):
        strict, lenient = self.enrolment, self._other("hypertension", "李四")
        self._other("hypertension", "王五")
        strict.with_user(self.doctor).last_evaluation_date = "2026-02-10"
        self._visits(strict, "2026-01-05", "2026-02-10", "2026-03-20", "2026-04-28")
        self._visits(lenient, "2026-01-05", "2026-02-10", "2026-03-20")
        self._visits(lenient, "2026-04-28", way="3", sbp=165, dbp=100)
        figures = self._figures(self.manager)
        self.assertEqual(figures["HTN-02"], (1, 3))
        self.assertEqual(figures["HTN-03"], (1, 3))
        self.assertEqual(figures["HTN-04"], (2, 3))
        self.assertEqual(figures["HTN-05"], (1, 3))

    def test_who_is_lost_is_not_controlled(self):
        self._visits(self.enrolment, "2026-03-20")
        self.assertEqual(self._figures(self.manager)["HTN-05"], (1, 1))
        self.enrolment._lose(self.enrolment.enrolled_date, "外出")
        self.assertEqual(self._figures(self.manager)["HTN-05"], (0, 1))

    def test_control_of_glucose_goes_by_the_kind_of_test_and_the_way_of_the_visit(self):
        type_2 = {"dm_type_id": self._code("dm_type", "2").id}
        called = self._enrol("diabetes", enrolled_date="2025-01-10", **type_2)
        eaten = self._other("diabetes", "李四", **type_2)
        self._other("diabetes", "王五", dm_type_id=self._code("dm_type", "1").id)
        self._glucose(called, "2026-03-01", 6.0)
        self._glucose(called, "2026-04-01", 8.0, way="3")
        self._glucose(eaten, "2026-03-01", 8.0)
        self._glucose(eaten, "2026-04-01", 9.0, RANDOM)
        figures = self._figures(self.manager)
        self.assertEqual(figures["DM-06"], (0, 2))
        self.assertEqual(figures["DM-07"], (1, 2))
        self.assertEqual(figures["DM-08"], (1, 2))
        self.assertEqual(figures["DM-09"], (2, 2))

    def test_early_booking_and_the_visit_after_delivery_count_who_delivered(self):
        mothers = {}
        for name, first_date in (("花", "2025-09-20"), ("兰", "2026-01-10")):
            archive = self._archive(self._resident(name, birth_date="1998-01-01", sex="2"))
            mother = mothers[name] = self.env["health.enrolment"].create(
                {
                    "archive_id": archive.id,
                    "programme_id": self.env.ref("health_followup.programme_pregnancy").id,
                    "enrolled_date": "2025-08-01",
                }
            )
            boxes = {"htn_symptom_ids": [], "preg_class_id": self._code("preg_class", "1").id}
            boxes |= {"preg_period_date": "2025-07-05", "adherence_id": False, "adr": False}
            self._visits(mother, first_date, **boxes)
        delivered = boxes | {"preg_delivery_date": "2026-04-05"}
        self._visits(mothers["兰"], "2026-04-12", **delivered | {"way": "2"})
        mothers["花"].with_user(self.doctor).preg_delivery_date = "2026-04-08"
        figures = self._figures(self.manager)
        self.assertEqual(figures["MCH-01"][0], 1)
        self.assertEqual(figures["MCH-02"][0], 1)

    def test_first_check_in_an_unknown_week_is_not_early(self):
        archive = self._archive(self._resident("花", birth_date="1998-01-01", sex="2"))
        programme = self.env.ref("health_followup.programme_pregnancy").id
        mother = self.env["health.enrolment"].create(
            {"archive_id": archive.id, "programme_id": programme, "enrolled_date": "2025-08-01"}
        )
        boxes = {"htn_symptom_ids": [], "preg_class_id": self._code("preg_class", "1").id}
        self._visits(mother, "2026-01-10", **boxes)
        mother.with_user(self.doctor).preg_delivery_date = "2026-04-08"
        self.assertEqual(self._figures(self.manager)["MCH-01"][0], 0)

    def test_children_count_once_however_often_they_were_checked(self):
        archive = self._archive(self._resident("小宝", birth_date="2025-05-01", sex="1"))
        child = archive.enrolment_ids.filtered(lambda e: e.programme_code == "child")
        child.enrolled_date = "2025-06-01"
        boxes = {"htn_symptom_ids": [], "sbp": 0, "dbp": 0, "adherence_id": False, "adr": False}
        boxes |= {"weight": 9.6, "height": 75.7}
        boxes["child_warning_ids"] = self._codes("child_warning", "0")
        self._visits(child, "2026-01-10", **boxes)
        self._visits(child, TODAY, **boxes, child_tcm_ids=self._codes("child_tcm", "1"))
        figures = self._figures(self.manager)
        self.assertEqual([figures[code][0] for code in ("CHD-01", "CHD-02", "CHD-03")], [0, 1, 1])

    def test_figures_of_sensitive_programmes_are_for_the_sensitive_group_alone(self):
        for date in ("2026-01-05", "2026-03-20"):
            self._visit_mental(date=date).action_sign()
        self._visit_home().action_sign()
        end = {"tb_stop_date": TODAY, "tb_stop_id": "1", "tb_evaluator_id": self.sensitive.id,
               "tb_visits_due": 1, "tb_doses_due": 100, "tb_doses_done": 90}  # fmt: skip
        self._visit_tuberculosis(date=TODAY, **end).action_sign()
        self.assertFalse({"SMD-01", "SMD-03", "TB-01"} & self._figures(self.manager).keys())
        figures = self._figures(self.sensitive)
        self.assertEqual(figures["SMD-02"], (0, 1))
        self.assertEqual(figures["SMD-03"], (1, 1))
        self.assertEqual(figures["TB-01"][0], 1)
        self.assertEqual((figures["TB-02"], figures["TB-03"]), ((1, 1), (1, 1)))

    def test_list_behind_a_figure_has_as_many_rows(self):
        self._visits(self.enrolment, "2026-03-20")
        self._other("hypertension", "李四")
        self.assertEqual(self._figures(self.manager)["HTN-05"], (1, 2))
        indicator = self.env.ref("health_followup.indicator_hypertension_controlled")
        indicator = indicator.with_user(self.manager)
        for part, count in (("numerator", 1), ("denominator", 2)):
            action = indicator.action_open_records(part, self.clinic.id, FIRST, LAST)
            rows = self.env[action["res_model"]].with_user(self.manager)
            self.assertEqual(rows.search_count(action["domain"]), count, part)

    def test_doctor_of_another_clinic_sees_none_of_it(self):
        self._visits(self.enrolment, "2026-03-20")
        query = self.env.ref("health_followup.query_hypertension_year").with_user(self.stranger)
        action = query.action_open_counted()
        rows = self.env[action["res_model"]].with_user(self.stranger)
        self.assertFalse(rows.search(action["domain"]))

    def test_follow_up_uses_the_archive_but_a_sensitive_one_is_not_told(self):
        provider = self.env["indicator.provider"].with_user(self.manager)
        # the list of changes is of today
        span = Span(Date.to_date(FIRST), Date.to_date("2026-03-31"), Date.to_date("2026-03-31"))
        used = provider._condition_archive_used(span)
        self._visit_mental(date="2026-03-10").action_sign()
        self.assertFalse(self.archive.search(used))
        self._visit(date="2026-03-20", way="3", sbp=0, dbp=0).action_sign()
        self.assertEqual(self.archive.search(used), self.archive)
