from datetime import timedelta
from time import monotonic

from odoo.tests import HttpCase, tagged

from odoo.addons.service_project.tools import service_today

from .common import LedgerCase

SECONDS = 20


@tagged("post_install", "-at_install")
class TestServiceQuickEntryUi(LedgerCase, HttpCase):
    """On a phone; the browser has the clock of the machine, so nothing is frozen here."""

    browser_size = "390x844"
    touch_enabled = True

    def test_coordinator_logs_a_session_and_hands_the_phone_over(self):
        today = service_today()
        self.project.write(
            {"date_start": today - timedelta(days=100), "date": today + timedelta(days=100)}
        )
        self.people[0].name = "欧阳测试甲"
        self.members[0].write({"entry_date": today - timedelta(days=9)})
        sessions = self._owed("therapy", "L02")
        scores = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        begun = monotonic()
        self.start_tour("/odoo/service-entry", "service_quick_entry", login="obl_coordinator")
        self.assertLess(monotonic() - begun, SECONDS + 25, "with the start of the browser")
        entry = self.env["service.entry"].search([("project_id", "=", self.project.id)])
        self.assertEqual(len(entry), 1)
        self.assertEqual(set(entry.evidence_ids.mapped("kind")), {"photo", "signature"})
        self.assertEqual(self._states(sessions), {"accepted": 1})
        self.assertEqual(self._figure(scores).actual, 90)
