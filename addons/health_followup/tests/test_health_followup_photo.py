import base64

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from odoo.addons.evidence.tests.common import make_photo

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupPhoto(HealthFollowupCase):
    """Where the county asks for it, a home visit is proved by a photo."""

    def test_home_visit_is_signed_with_a_photo_only_where_the_county_asks_for_it(self):
        programme = self._programme("hypertension")
        self._signed(date="2026-03-01", way="2")
        programme.is_photo_required = True
        self._signed(date="2026-04-01", way="1")
        visit = self._visit(way="2")
        self.assertIn("Photo of doctor and resident", visit.evidence_missing)
        with self.assertRaises(UserError):
            visit.action_sign()
        self.assertEqual(visit.seal_state, "open")
        self.env["evidence.item"].with_user(self.doctor).create(
            {
                "res_model": visit._name,
                "res_id": visit.id,
                "requirement_code": "visit_photo",
                "name": "visit.jpg",
                "content": base64.b64encode(make_photo((40, 30))),
            }
        )
        visit.action_sign()
        self.assertEqual(visit.seal_state, "sealed")
