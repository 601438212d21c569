from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LOGS, CareCase


@tagged("post_install", "-at_install")
class TestCarePractitioner(CareCase):
    def test_a_doctor_changes_his_phone_but_not_his_licence(self):
        own = self.village.with_user(self.doctor)
        own.phone = "13800000000"
        self.assertEqual(self.village.phone, "13800000000")
        for change in ({"licence_number": "1"}, {"licence_kind_id": self.nurse.id}, {"name": "X"}):
            with self.assertRaisesRegex(AccessError, "phone and the signature"):
                own.write(change)

    @mute_logger(*LOGS)
    def test_a_doctor_changes_no_colleague(self):
        with self.assertRaises(AccessError):
            self.head.with_user(self.doctor).phone = "1"

    def test_units_above_and_below_are_seen_and_neighbours_are_not(self):
        boss = self._practitioner(name="Boss", org_unit_id=self.hospital.id)
        elsewhere = self.env["care.practitioner"].create(
            {"name": "Elsewhere", "org_unit_id": self.other.id}
        )
        mine = (self.head | self.village | boss | elsewhere).ids
        for user, seen in (
            (self.doctor, self.head | self.village | boss),
            (self.manager, self.head | self.village | boss),
            (self.stranger, elsewhere),
        ):
            found = self.env["care.practitioner"].with_user(user).search([("id", "in", mine)])
            self.assertEqual(set(found.ids), set(seen.ids), user.login)

    @mute_logger(*LOGS)
    def test_a_manager_enters_nobody_for_another_hospital(self):
        with self.assertRaises(AccessError):
            self._practitioner(name="X", org_unit_id=self.other.id)
        with self.assertRaises(AccessError):
            self.head.with_user(self.foreign).licence_number = "9"

    def test_a_licence_number_is_entered_once(self):
        self.head.licence_number = "110451024990001"
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self._practitioner(name="Twin", licence_number="110451024990001")
