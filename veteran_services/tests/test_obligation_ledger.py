from datetime import date, datetime, timedelta
from random import Random

from odoo.tests import freeze_time, tagged

from odoo.addons.service_ledger.tests.common import picture

from ..tools import draw_photo
from .common import ServiceCareCase

FRIDAY = "2026-11-20 02:00:00"
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 30)


@freeze_time(FRIDAY)
@tagged("post_install", "-at_install")
class TestObligationLedger(ServiceCareCase):
    """L01 to L03, L15, L17, L18 and L22 to L24 as the tender has them: from nothing to met, and
    claimed without being accepted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kinds = cls.env["service.kind"].search([]).grouped("code")

    def _entry(self, code, moment="2026-11-20 01:30:00", proofs=("photo", "signature"), **vals):
        values = {
            "project_id": self.project.id,
            "partner_id": self.resident.id,
            "kind_id": self.kinds[code].id,
            "performed_at": moment,
            "demand": "肩颈不适",
            "is_checked": True,
            "outcome": "settled" if self.kinds[code].needs_outcome else False,
            "paper_page": "12",
        }
        entry = self.env["service.entry"].with_user(self.coordinator).create(values | vals)
        for proof in proofs:
            kind = "signature" if proof == "signature" else "photo"
            raw = draw_photo(Random(entry.id), FRIDAY_MORNING) if proof == "photo" else picture()
            entry._add_evidence(f"{proof}.jpg", raw, requirement_code=proof, kind=kind)
        entry.action_submit()
        return entry

    def _tally(self, code):
        """``(accepted, claimed, rejected)``"""
        tally = self._figure(code).tally
        return tally.accepted, tally.claimed, tally.rejected

    def _duty(self, day):
        return self.env["service.duty"].create(
            {"project_id": self.project.id, "date": day, "user_id": self.physician.id}
        )

    def test_l01_every_workday_has_its_physician(self):
        self.assertEqual(self._tally("L01"), (0, 0, 0))
        duty = self._duty("2026-11-20").with_user(self.physician)
        duty.action_check()
        self.assertEqual(self._tally("L01"), (0, 1, 0))
        with freeze_time("2026-11-20 09:30:00"):
            duty.action_check()
        self.assertEqual(self._figure("L01").state, "met")
        self._duty("2026-11-19")
        self.assertEqual(self._tally("L01"), (1, 0, 1))
        self.assertEqual((self._figure("L01").actual, self._figure("L01").state), (50, "red"))

    def test_l02_a_session_counts_with_demand_check_and_signature(self):
        self.assertEqual(self._tally("L02"), (0, 0, 0))
        for code in ("tuina", "massage", "cupping", "hot_compress", "device_therapy"):
            self._entry(code)
        self.assertEqual(self._tally("L02"), (5, 0, 0))
        unsigned = self._entry("cupping", "2026-11-19 01:30:00", ("photo",))
        self.assertEqual(self._tally("L02"), (5, 1, 0))
        self.assertIn("签名", unsigned.claim_note)

    def test_l03_a_referral_counts_once_its_result_is_known(self):
        self._entry("desk", proofs=())
        self.assertEqual(self._tally("L03"), (1, 0, 0))
        sent = self._entry("referral", proofs=(), outcome="referred", result="区人民医院")
        self.assertEqual(self._tally("L03"), (1, 1, 0))
        sent._close_referral("已就诊")
        self.assertEqual(self._tally("L03"), (2, 0, 0))

    def test_l15_eighty_visits_meet_it_and_those_without_proof_wait(self):
        last = date(2026, 11, 20)
        for number in range(79):
            day = last - timedelta(days=number + 1)
            with freeze_time(f"{day} 02:00:00"):
                self._entry("home_visit", f"{day} 01:30:00")
        bare = self._entry("home_visit", proofs=("photo",))
        self.assertEqual(self._tally("L15"), (79, 1, 0))
        # ahead of what is due by now, but one is missing for the whole period
        self.assertEqual(self._figure("L15").state, "on_track")
        bare._add_evidence(
            "signature.jpg", picture(), requirement_code="signature", kind="signature"
        )
        self.assertEqual(self._figure("L15").state, "met")
        self._entry("home_visit", "2026-11-20 01:50:00")
        self.assertEqual(self._tally("L15"), (80, 0, 1), "once a day for a person")

    def test_l17_eighty_points_are_enough_and_a_stranger_is_not_asked(self):
        session = self._entry("cupping")
        self.assertEqual(self._figure("L17").state, "open")
        session.give_feedback(80)
        self.assertEqual((self._figure("L17").actual, self._figure("L17").state), (80, "met"))
        self._entry("tuina").give_feedback(79)
        self.assertEqual(self._figure("L17").actual, 79.5)
        self.assertNotEqual(self._figure("L17").state, "met")
        self.member.write({"exit_date": "2026-11-18", "exit_reason": "moved"})
        stranger = self._entry("massage")
        stranger.give_feedback(100)
        self.assertEqual(self._tally("L17")[2], 3)

    def test_l18_who_has_priority_is_not_overtaken(self):
        self.member.category_id = self.env.ref("veteran_services.category_sick")
        self.assertTrue(self.member.is_priority)
        tickets = self.env["service.ticket"].with_user(self.coordinator)
        ticket = tickets.create({"project_id": self.project.id, "partner_id": self.resident.id})
        ticket.action_begin()
        self.assertEqual(self._tally("L18"), (1, 0, 0))

    def test_l18_an_overtaken_one_is_claimed_and_not_accepted(self):
        self.member.category_id = self.env.ref("veteran_services.category_sick")
        other = self.env["res.partner"].create(
            {
                "name": "李样二",
                "is_resident": True,
                "resident_unit_id": self.clinic.id,
                "birth_date": "1960-01-01",
            }
        )
        first, second = (
            self.env["service.ticket"].create(
                {"project_id": self.project.id, "partner_id": person.id, "arrived_at": moment}
            )
            for person, moment in (
                (self.resident, "2026-11-20 01:00:00"),
                (other, "2026-11-20 01:30:00"),
            )
        )
        second.action_begin()
        with freeze_time("2026-11-20 02:30:00"):
            first.action_begin()
        self.assertEqual(self._tally("L18"), (0, 0, 1))

    def test_l22_satisfaction_is_asked_within_a_day(self):
        session = self._entry("cupping")
        self.assertEqual(self._tally("L22"), (0, 1, 0))
        session.give_feedback(95)
        self.assertEqual(self._figure("L22").state, "met")
        with freeze_time("2026-11-21 01:31:00"):
            self._entry("tuina").give_feedback(95)
        self.assertEqual(self._tally("L22"), (1, 0, 1))

    def test_l23_a_visit_comes_within_two_days_and_is_entered_within_one(self):
        request = self.env["service.visit"].with_user(self.coordinator)
        values = {"project_id": self.project.id, "partner_id": self.resident.id, "reason": "上门"}
        request.create(values | {"requested_at": "2026-11-18 02:30:00"})
        self.assertEqual(self._tally("L23"), (0, 1, 0))
        self._entry("home_visit")
        self.assertEqual(self._figure("L23").state, "met")
        late = request.create(values | {"requested_at": "2026-11-18 01:00:00"})
        self.assertEqual(self._tally("L23"), (1, 0, 1))
        self.assertIn("48", late.claim_note)

    def test_l24_a_row_is_complete_on_paper_as_well(self):
        row = self._entry("cupping", paper_page=False)
        self.assertEqual(self._tally("L24"), (0, 1, 0))
        self.assertEqual(self._tally("L02"), (1, 0, 0))
        row.with_user(self.coordinator).paper_page = "第3页"
        self.assertEqual(self._figure("L24").state, "met")
