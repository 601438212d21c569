from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.service_project.tools import service_today

from .common import EventCase


@tagged("post_install", "-at_install")
class TestEventSignInUi(EventCase, HttpCase):
    """On a phone; the browser has the clock of the machine, so nothing is frozen here."""

    browser_size = "390x844"
    touch_enabled = True

    def test_people_sign_in_with_two_taps(self):
        today = service_today()
        self.project.write(
            {"date_start": today - timedelta(days=100), "date": today + timedelta(days=100)}
        )
        self.people[0].name = "欧阳测试甲"
        self.env["service.member"].search([("project_id", "=", self.project.id)]).filtered(
            lambda row: not row.exit_date
        ).entry_date = today - timedelta(days=9)
        self._owed_event("lecture_audience", "L08", ("minimum_people", 2), measure="rate",
                         threshold=100, unit="percent")  # fmt: skip
        # noon in China, whatever the hour of the machine
        noon = datetime.combine(today, datetime.min.time()) + timedelta(hours=4)
        event = self._event(date_begin=noon, date_end=noon + timedelta(hours=1))
        self.env["event.registration"].with_user(self.coordinator).create(
            {"event_id": event.id, "partner_id": self.crowd[0].id}
        )
        # who signs in twice is refused, which Odoo logs
        with mute_logger("odoo.http"):
            self.start_tour("/odoo/service-sign-in", "service_sign_in", login="obl_coordinator")
        self.assertEqual((event.attendance_count, event.guest_count), (1, 1))
