from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time

from .common import TODAY
from .service_case_common import AFTER, ServiceProofCase, picture


@freeze_time(TODAY)
class TestServiceOffer(ServiceProofCase):
    """L20: the list of what is offered beside the contract."""

    def _offer(self, user=None, **vals):
        values = {
            "name": "就诊绿色通道",
            "project_id": self.project.id,
            "description": "优抚对象在合作医院优先就诊",
            "contact": "服务专员（示例）",
        }
        return self.env["service.offer"].with_user(user or self.coordinator).create(values | vals)

    def test_an_offer_is_listed_once_nothing_is_missing(self):
        self.assertEqual(self._figure("L20").tally.accepted, 0)
        offer = self._offer(contact=False)
        self.assertEqual(self._case_claim(offer).state, "claimed")
        self.assertIn("contact", self._case_claim(offer).reason)
        offer.contact = "服务专员（示例）"
        self.assertEqual(self._case_claim(offer).state, "claimed")
        self.assertEqual(self._figure("L20").tally.claimed, 1)
        offer._add_evidence("poster.jpg", picture(), requirement_code="proof")
        self.assertEqual(self._case_claim(offer).state, "accepted")
        self.assertEqual(self._figure("L20").tally.accepted, 1)
        self.assertEqual(self._figure("L20").state, "listed")

    def test_the_centre_takes_an_offer_off_the_list_with_a_reason(self):
        offer = self._offer()
        offer._add_evidence("poster.jpg", picture(), requirement_code="proof")
        self._case_claim(offer).with_user(self.service_manager)._reject("不在主营范围内")
        self.assertEqual(self._figure("L20").tally.rejected, 1)
        self.assertIn("不在主营范围内", offer.claim_note)

    def test_an_old_offer_counts_from_the_first_day_and_an_ended_one_never(self):
        old = self._offer(date_from="2025-01-01")
        ended = self._offer(date_from="2025-01-01", date_to="2026-01-31")
        self.assertEqual(self._case_claim(old).date, self.project.date_start)
        self.assertEqual(self._case_claim(ended).cause, "period")
        with self.assertRaises(ValidationError):
            self._offer(date_from="2026-11-22")

    def test_other_centres_and_former_staff_see_no_offer(self):
        offer = self._offer(user=self.physician)
        with self.assertRaises(AccessError):
            offer.with_user(self.stranger).read(["name"])
        with freeze_time(AFTER):
            self.assertFalse(self.env["service.offer"].with_user(self.physician).search([]))
            with self.assertRaises(AccessError):
                offer.with_user(self.physician).read(["name"])
