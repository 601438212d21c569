from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.service_project.tools import service_today

from .common import ObligationCase


@tagged("post_install", "-at_install")
class TestServiceBoardUi(ObligationCase, HttpCase):
    """The browser has the clock of the machine, so nothing is frozen here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = service_today()
        cls.project = cls._new_project(
            name="Board",
            date_start=today - timedelta(days=100),
            date=today + timedelta(days=100),
        )
        visits = cls._obligation("T15", is_prorated=True)
        cls._obligation("T07", kind_id=cls.meeting.id, threshold=2)
        for person in (0, 1):
            cls._claim(visits, person, date=today)
        missing = {"state": "claimed", "cause": "missing", "reason": "Still missing: photo"}
        cls._claim(visits, 2, date=today, **missing)

    def test_coordinator_goes_from_what_is_behind_to_its_claims(self):
        self.start_tour("/odoo/service-board", "service_board", login="obl_coordinator")


@tagged("post_install", "-at_install")
class TestServiceBoardUiPhone(TestServiceBoardUi):
    browser_size = "390x844"
    touch_enabled = True
