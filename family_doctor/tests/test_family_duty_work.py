from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .duty_common import DutyCase


@freeze_time("2026-08-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDutyWork(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.neighbour = cls._new_archive("李四")
            cls.agreement = cls()._agree_on()
            cls.others = cls()._agree_on(archive=cls.neighbour)

    def _duty(self, code="JC11", number=1, agreement=None):
        return (
            (agreement or self.agreement)
            .duty_ids.filtered(lambda d: (d.item_id.code, d.unit_number) == (code, number))
            .with_user(self.signer)
        )

    def _live_together(self):
        household = self.env["resident.household"].create(
            {"org_unit_id": self.archive.org_unit_id.id}
        )
        (self.archive | self.neighbour).partner_id.household_id = household

    def test_serve_now_opens_a_service_record_of_the_right_kind(self):
        action = self._duty("GX01").action_serve()
        with Form(self.services.with_context(**action["context"])) as form:
            self.assertEqual(form.kind_id.code, "home_visit")
            self.assertEqual(form.way, "2")
            form.content = "上门测血压"
        again = self._duty("GX01").action_serve()
        self.assertEqual(again["res_id"], form.record.id)

    def test_serve_now_goes_on_with_the_visit_of_the_programme(self):
        duty = self._duty_of("followup_hypertension")
        with self.assertRaisesRegex(UserError, "isn't in that programme"):
            duty.action_serve()
        programme = self.env["health.programme"].search([("code", "=", "hypertension")])
        enrolment = self.env["health.enrolment"].create(
            {"archive_id": duty.archive_id.id, "programme_id": programme.id,
             "enrolled_date": "2026-01-01"}
        )  # fmt: skip
        action = duty.action_serve()
        self.assertEqual(action["res_model"], "health.followup")
        self.assertEqual(action["context"]["default_enrolment_id"], enrolment.id)

    def test_serve_now_registers_for_an_exam_who_may_register(self):
        duty = self._duty_of("exam_extra")
        self.assertEqual(duty.action_serve()["domain"], [("archive_id", "=", duty.archive_id.id)])
        self.signer.group_ids += self.env.ref("health_exam.group_exam_staff")
        action = duty.action_serve()
        self.assertEqual(action["context"]["default_partner_id"], duty.archive_id.partner_id.id)

    def _duty_of(self, item):
        package = self._new_package("TJ", "单项包", [item])
        with freeze_time("2026-01-02 02:00:00"):
            archive = self._new_archive("赵六", population_tag_ids=[])
            agreement = self._agree_on(package=package, archive=archive)
            if not agreement.duty_ids:
                self.fail("nothing is due")
        return agreement.duty_ids[0].with_user(self.signer)

    def test_what_is_done_is_not_served_again(self):
        self._serve("2026-03-05")
        with self.assertRaises(UserError):
            self._duty().action_serve()

    def test_a_match_by_hand_chooses_among_the_residents_unused_records(self):
        used = self._serve("2026-03-05")
        spare = self._serve("2026-03-06")
        self._serve("2026-03-07", archive=self.neighbour)
        duty = self._duty("JC11", 2)
        found = {(proof.record._name, proof.record.id) for proof in duty._get_candidates()}
        self.assertNotIn((used._name, used.id), found)
        self.assertEqual([res_id for name, res_id in found if name == spare._name], [spare.id])
        wizard = self.env["family.duty.match"].with_user(self.signer)
        row = wizard.create(wizard.with_context(default_duty_id=duty.id).default_get(
            ["duty_id", "line_ids"]) | {"reason": "补记"})  # fmt: skip
        with self.assertRaisesRegex(UserError, "Choose one record"):
            row.action_confirm()
        row.line_ids.filtered(lambda line: line.res_model == spare._name).is_chosen = True
        row.action_confirm()
        self.assertEqual((duty.res_id, duty.match_reason), (spare.id, "补记"))
        self._take_back(duty, "选错了")
        self.assertEqual((duty.state, duty.res_id), ("open", 0))

    def test_a_forged_line_does_not_match_another_residents_record(self):
        foreign = self._serve("2026-03-07", archive=self.neighbour)
        duty = self._duty("JC11", 2)
        line = {"res_model": "family.service", "res_id": foreign.id, "is_chosen": True}
        row = self.env["family.duty.match"].with_user(self.signer).create(
            {"duty_id": duty.id, "reason": "x", "line_ids": [(0, 0, line)]}
        )  # fmt: skip
        with self.assertRaises(UserError):
            row.action_confirm()

    def _take_back(self, duty, reason):
        self.env["family.duty.release"].with_user(self.signer).create(
            {"duty_id": duty.id, "reason": reason}
        ).action_confirm()

    def test_what_is_overdue_is_spread_over_working_days_a_household_at_a_time(self):
        self._live_together()
        wizard = self._catch_up(days=3)
        self.assertTrue(wizard.summary)
        wizard.action_confirm()
        planned = (self.agreement | self.others).duty_ids.filtered("planned_date")
        self.assertEqual(len(planned), 4)
        self.assertEqual(set(planned.mapped("planned_date")), {date(2026, 8, 21)})
        planned.with_user(self.signer).action_unplan()
        self.assertFalse(any(planned.mapped("planned_date")))

    def test_those_who_live_apart_get_days_of_their_own_and_no_weekend(self):
        self._catch_up(days=2).action_confirm()
        planned = (self.agreement | self.others).duty_ids.filtered("planned_date")
        self.assertEqual(
            set(planned.mapped("planned_date")), {date(2026, 8, 21), date(2026, 8, 24)}
        )
        for duties in planned.grouped("archive_id").values():
            self.assertEqual(len(set(duties.mapped("planned_date"))), 1)

    def _catch_up(self, **vals):
        wizard = self.env["family.catchup"].with_user(self.signer)
        self.assertEqual(wizard.new({}).doctor_id.user_id, self.signer)
        return wizard.create(vals)

    def test_a_plan_of_no_days_does_not_say_that_nothing_is_overdue(self):
        wizard = self.env["family.catchup"].with_user(self.signer).new({"days": 0})
        self.assertFalse(wizard.summary)
        wizard.days = 2
        self.assertIn("2026-08-21", wizard.summary)

    def test_who_does_not_write_agreements_makes_no_appointments(self):
        reader = self.stranger
        with self.assertRaises(AccessError):
            self._duty().with_user(reader).action_unplan()

    def test_the_round_lists_households_by_day_and_village(self):
        self._live_together()
        self._catch_up(days=3).action_confirm()
        duties = (self.agreement | self.others).duty_ids.filtered("planned_date")
        report = self.env["report.family_doctor.report_family_duty_round"]
        [(day, _village, homes)] = report._get_pages(duties)
        self.assertEqual((day, len(homes), len(homes[0])), (date(2026, 8, 21), 1, 4))
        html = self.env["ir.actions.report"]._render_qweb_html(
            "family_doctor.report_family_duty_round", duties.ids
        )[0]
        self.assertIn("李四", html.decode())

    def test_the_household_bundle_shows_only_whom_the_user_sees(self):
        self._live_together()
        duty = self._duty()
        found = self.env["family.duty"].with_user(self.signer)
        archives = found.search(duty.action_open_household_duties()["domain"]).archive_id
        self.assertEqual(archives, self.archive | self.neighbour)
        agreement = self.agreement.with_user(self.signer)
        domain = agreement.action_open_household_duties()["domain"]
        due = found.search_count([*domain, ("state", "=", "open")])
        self.assertEqual(agreement.household_open_count, due)
        self.env["health.archive"].flush_model()
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        with self.assertRaises(AccessError):
            duty.with_user(self.stranger).action_open_household_duties()
