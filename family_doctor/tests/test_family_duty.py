from datetime import date, timedelta

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .duty_common import DutyCase

START = date(2026, 1, 1)


class Rollback(Exception):
    """Undoes what one example did."""


@freeze_time("2026-12-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDuty(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()

    def test_an_accepted_agreement_becomes_dated_duties(self):
        rows = [
            (duty.item_id.code, duty.unit_number, str(duty.date_from), str(duty.date_due))
            for duty in self.agreement.duty_ids.sorted(lambda d: (d.item_id.code, d.unit_number))
        ]
        self.assertEqual(
            rows,
            [
                ("GX01", 1, "2026-01-01", "2026-07-01"), ("GX01", 2, "2026-07-02", "2026-12-31"),
                ("JC11", 1, "2026-01-01", "2026-07-01"), ("JC11", 2, "2026-07-02", "2026-12-31"),
            ],
        )  # fmt: skip
        self.assertEqual(self.agreement.duty_ids.user_id, self.signer)
        self.assertEqual((self.agreement.units_planned, self.agreement.units_done), (4, 0))

    def test_a_service_serves_the_oldest_unit_of_its_kind(self):
        service = self._serve("2026-03-05")
        [unit] = self._units(self.agreement)
        self.assertEqual((unit.item_id.code, unit.unit_number), ("JC11", 1))
        self.assertEqual((unit.res_model, unit.res_id), ("family.service", service.id))
        self.assertEqual(self.agreement.units_done, 1)

    def test_a_second_service_does_not_take_a_unit_of_the_future(self):
        self._serve("2026-03-05")
        self._serve("2026-03-06")
        self.assertEqual(self.agreement.units_done, 1)
        self._serve("2026-06-20")
        self.assertEqual(self.agreement.units_done, 2)

    def test_a_void_service_gives_its_unit_back(self):
        service = self._serve("2026-03-05")
        service._void("重复录入")
        self.assertFalse(self._units(self.agreement))
        self.assertEqual(self.agreement.units_done, 0)

    def test_a_record_that_comes_late_takes_the_unit_of_its_time(self):
        later = self._serve("2026-08-05")
        earlier = self._serve("2026-03-05")
        units = self._units(self.agreement).sorted("unit_number")
        self.assertEqual(units.mapped("res_id"), [earlier.id, later.id])

    def test_matching_again_changes_nothing(self):
        service = self._serve("2026-08-05")
        before = self._units(self.agreement).ids
        service._match_duties()
        self.assertEqual(self._units(self.agreement).ids, before)

    def test_a_service_outside_the_term_is_refused_with_what_to_do(self):
        with self.assertRaisesRegex(UserError, "no agreement on 2025-12-31"):
            self._serve("2025-12-31")

    def test_nobody_types_what_was_done(self):
        duty = self.agreement.duty_ids[0].with_user(self.boss)
        for vals in ({"state": "done"}, {"done_date": "2026-05-01"}, {"date_due": "2026-05-01"}):
            with self.assertRaises(AccessError):
                duty.write(vals)
        with self.assertRaises(AccessError):
            self.agreement.with_user(self.signer).write({"units_done": 4})

    def test_a_match_by_hand_has_a_reason_and_is_the_residents_own(self):
        duty = self.agreement.duty_ids.filtered(lambda d: d.item_id.code == "GX01")[0]
        duty = duty.with_user(self.signer)
        service = self._serve("2026-02-02")
        with self.assertRaises(UserError):
            duty._match_by_hand(service, " ")
        with freeze_time("2026-01-01 02:00:00"):
            neighbour = self._new_archive("李四")
            self._agree_on(archive=neighbour)
        other = self._serve("2026-02-02", archive=neighbour)
        with self.assertRaisesRegex(UserError, "same resident"):
            duty._match_by_hand(other, "上门时一并指导")
        duty._match_by_hand(service, "上门时一并指导")
        self.assertTrue(duty.is_manual)
        self.assertEqual(self.agreement.units_done, 2)

    def test_a_record_serves_a_service_once_also_by_hand(self):
        units = self.agreement.duty_ids.filtered(lambda d: d.item_id.code == "JC11")
        service = self._serve("2026-03-05")
        with self.assertRaisesRegex(UserError, "another unit of this service"):
            units[-1].with_user(self.signer)._match_by_hand(service, "一次服务两项")

    def test_what_was_done_while_it_was_reviewed_serves_it(self):
        archive = self._new_archive("王五")
        package = self._new_package("DA", "档案包", ["archive"])
        with freeze_time("2026-06-01 02:00:00"):
            agreement = self._submit(archive=archive, package_ids=[Command.set(package.ids)])
        change = {"archive_id": archive.id, "field_name": "note", "new_value": "核对"}
        with freeze_time("2026-06-02 02:00:00"):
            self.env["health.archive.change"].with_user(self.doctor)._log([change])
        with freeze_time("2026-06-03 02:00:00"):
            agreement.with_user(self.reviewer).action_approve()
        [unit] = self._units(agreement)
        self.assertEqual(
            (unit.res_model, str(unit.done_date)), ("health.archive.change", "2026-06-02")
        )
        self.assertEqual(unit.done_by_id, self.doctor)

    def test_the_end_of_an_agreement_cancels_what_is_open(self):
        self._serve("2026-03-05")
        self.agreement._terminate("04", date(2026, 12, 1), "本人要求")
        self.assertEqual(len(self._units(self.agreement, "cancelled")), 3)
        self.assertEqual((self.agreement.units_planned, self.agreement.units_done), (1, 1))

    def test_signed_but_not_served_after_half_of_the_term(self):
        found = self.env["family.agreement"].with_user(self.signer)
        with freeze_time("2026-07-02 02:00:00"):
            self.assertFalse(found.search([("is_unserved", "=", True)]))
        with freeze_time("2026-07-03 02:00:00"):
            self.assertEqual(found.search([("is_unserved", "=", True)]), self.agreement)
        self._serve("2026-03-05")
        self.assertFalse(found.search([("is_unserved", "=", True)]))

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.tuples(st.integers(0, 350), st.sampled_from(["consultation", "home_visit"]),
                      st.booleans()),
            max_size=12,
        )
    )  # fmt: skip
    def test_whatever_is_served_and_voided_units_are_the_matched_records(self, steps):
        with self.assertRaises(Rollback), self.env.cr.savepoint():
            self._play(steps)
            raise Rollback
        self.env.invalidate_all()

    def _play(self, steps):
        services = []
        for day, kind, is_void in steps:
            if is_void and services:
                services.pop(day % len(services))._void("错误")
            else:
                services.append(self._serve(START + timedelta(days=day), kind))
        done = self._units(self.agreement)
        proofs = [(duty.item_id.id, duty.res_model, duty.res_id) for duty in done]
        self.assertEqual(len(proofs), len(set(proofs)))
        self.assertLessEqual({res_id for *_, res_id in proofs}, {row.id for row in services})
        self.assertEqual(self.agreement.units_done, len(done))
        self.agreement.sudo().duty_ids._empty()
        self.agreement.sudo().duty_ids._match_anew()
        self.assertEqual(self.agreement.units_done, len(done))
