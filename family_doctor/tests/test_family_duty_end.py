from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .duty_common import DutyCase


@freeze_time("2026-08-10 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDutyEnd(DutyCase):
    """What an agreement loses, and what the next one gains, when it ends before its term."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()

    def _transfer(self):
        transfer = self.env["family.transfer"].with_user(self.other_signer).create(
            {
                "agreement_id": self.agreement.id,
                "to_team_id": self.other_team.id,
                "reason": "搬家",
            }
        )  # fmt: skip
        transfer.with_user(self.leader).action_accept()
        new = transfer.new_agreement_id.with_user(self.other_signer)
        self._sign(new).action_submit()
        new.with_user(self.reviewer).action_approve()
        return new

    def test_what_was_done_on_the_day_of_a_transfer_serves_the_new_agreement(self):
        before, after = self._serve("2026-03-05"), self._serve("2026-08-10")
        self.assertEqual(self.agreement.units_done, 2)
        new = self._transfer()
        self.assertEqual(self._units(self.agreement).mapped("res_id"), before.ids)
        self.assertEqual(self._units(new).mapped("res_id"), after.ids)

    def test_what_was_done_after_the_last_day_does_not_count(self):
        self._serve("2026-03-05")
        self._serve("2026-08-08")
        self.agreement._terminate("04", date(2026, 8, 1))
        self.assertEqual(self._units(self.agreement).mapped("done_date"), [date(2026, 3, 5)])
        self.assertEqual(self.agreement.units_done, 1)
        self.assertFalse(self._units(self.agreement, "open"))

    def test_a_match_by_hand_after_the_last_day_does_not_count_either(self):
        service = self._serve("2026-08-08")
        visits = self.agreement.duty_ids.filtered(lambda duty: duty.item_id.code == "GX01")
        unit = visits.filtered(lambda duty: duty.unit_number == 2).with_user(self.signer)
        unit._match_by_hand(service, "咨询时上门")
        self.agreement._terminate("04", date(2026, 8, 1))
        self.assertEqual((unit.state, unit.is_manual, unit.res_id), ("cancelled", False, 0))

    def test_whoever_signs_again_on_the_last_day_is_served_once_by_a_record_of_that_day(self):
        service = self._serve("2026-08-10")
        self.agreement._terminate("04", date(2026, 8, 10))
        new = self._agree_on()
        served = (self.agreement | new).duty_ids.filtered(lambda duty: duty.res_id == service.id)
        self.assertEqual(len(served), 1)
