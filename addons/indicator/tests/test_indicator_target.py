from psycopg2 import IntegrityError

from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import IndicatorCase


@freeze_time("2026-06-30")
@tagged("post_install", "-at_install")
class TestIndicatorTarget(IndicatorCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.indicator = cls._indicator(numerator_id=cls._query().id)

    def _target(self, user, unit, **vals):
        values = {"indicator_id": self.indicator.id, "org_unit_id": unit and unit.id, "value": 9}
        Target = self.env["indicator.target"].with_user(user)
        return Target.create({**values, "source": "Notice", **vals})

    def test_target_proposes_the_current_year(self):
        target = self._target(self.manager, self.bureau)
        self.assertEqual(str(target.valid_from), "2026-01-01")
        self.assertEqual(str(target.valid_to), "2026-12-31")

    def test_latest_target_in_force_counts(self):
        self._target(self.manager, self.bureau, valid_to=False)
        later = self._target(self.manager, self.bureau, valid_from="2026-06-01")
        self._target(self.manager, self.bureau, valid_from="2026-07-01")
        in_force = self.env["indicator.target"]._get_in_force(self.indicator, "2026-06-30")
        self.assertEqual(in_force, {("T-01", self.bureau.id): later})

    def test_unit_has_one_target_from_a_day_on(self):
        self._target(self.manager, False)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._target(self.manager, False)

    def test_targets_of_others_are_hidden(self):
        targets = self._target(self.manager, self.hospital_2) | self._target(self.manager, False)
        own = self._target(self.manager, self.clinic_a)
        visible = (targets | own).with_user(self.township)._filtered_access("read")
        self.assertEqual(visible, targets[1] | own)

    def test_target_survives_a_new_definition_of_its_indicator(self):
        target = self._target(self.manager, self.bureau)
        new = self._indicator(numerator_id=self._query().id, valid_from="2026-06-01")
        in_force = self.env["indicator.target"]._get_in_force(new, "2026-06-30")
        self.assertEqual(in_force["T-01", self.bureau.id], target)
        with Form(new) as form, form.target_ids.new() as line:
            line.value, line.source = 3, "Notice"
        self.assertEqual(new.target_ids.value, 3)
