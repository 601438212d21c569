from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import IndicatorCase


@tagged("post_install", "-at_install")
class TestIndicatorBoardUi(IndicatorCase, HttpCase):
    """The browser has the clock of the machine, so nothing is frozen here."""

    def test_manager_goes_from_a_rate_to_its_records(self):
        today = fields.Date.context_today(self.env["indicator.indicator"].with_user(self.manager))
        self._indicator(
            "T-RATE",
            unit="percent",
            valid_from="2020-01-01",
            numerator_id=self._query("Open", domain="[('x_name', '=', 'open')]").id,
            denominator_source="query",
            denominator_id=self._query("All").id,
        )
        for name in ("open", "open", "closed"):
            self._visit(self.clinic_a, day=today, x_name=name)
        self.start_tour("/odoo/indicator-results", "indicator_board", login="t_manager")
