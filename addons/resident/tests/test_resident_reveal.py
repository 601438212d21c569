import time
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import NUMBER, PHONE, ResidentCase


class FakeSession(dict):
    debug = ""


@tagged("post_install", "-at_install")
class TestResidentReveal(ResidentCase):
    def setUp(self):
        super().setUp()
        # the audit is written on a connection of its own
        self.registry_enter_test_mode()
        self.resident = self._resident(identity_number=NUMBER, resident_phone=PHONE)

    @contextmanager
    def _checked(self, ago=0):
        """A session in which the password was entered ``ago`` seconds ago."""
        session = FakeSession({"identity-check-last": time.time() - ago})
        with patch("odoo.addons.base.models.res_users.request", SimpleNamespace(session=session)):
            yield

    def _request(self, user=None, **vals):
        reason = self.env.ref("resident.reveal_reason_contact")
        return (
            self.env["resident.reveal"]
            .with_user(user or self.doctor_a)
            .create(
                {"partner_id": self.resident.id, "reason_id": reason.id, "note": "follow-up"} | vals
            )
        )

    def _events(self):
        return self.env["access.event"].search(
            [("purpose", "=", "reveal"), ("user_id", "=", self.doctor_a.id)]
        )

    def test_a_number_is_shown_once_and_recorded_with_its_reason(self):
        request = self._request()
        with self._checked():
            action = request.action_reveal()
        self.assertEqual(action["params"]["value"], NUMBER)
        event = self._events()
        self.assertEqual((event.model, event.field_names), ("resident.identity", "number"))
        self.assertIn("02", event.reason)
        self.assertIn("follow-up", event.reason)
        self.assertNotIn(NUMBER, str(request.read()) + str(event.read()))

    def test_a_telephone_is_shown_and_recorded_likewise(self):
        with self._checked():
            action = self._request(subject="phone").action_reveal()
        self.assertEqual(action["params"]["value"], PHONE)
        self.assertEqual(self._events().field_names, "phone")

    def test_the_password_is_asked_for_first(self):
        with self._checked(ago=660):
            action = self._request().action_reveal()
        self.assertEqual(action["res_model"], "res.users.identitycheck")
        self.assertFalse(self._events())

    def test_without_explanation_or_above_the_quota_nothing_is_shown(self):
        self.env["resident.rule"].search([("code", "=", "reveals_per_day")]).value = 1
        with self._checked():
            with self.assertRaises(UserError):
                self._request(note=" ").action_reveal()
            self.assertFalse(self._events())
            self._request().action_reveal()
            with self.assertRaises(UserError):
                self._request().action_reveal()
        self.assertEqual(len(self._events()), 1)

    def test_nobody_reveals_beyond_the_own_scope_or_through_the_request_of_another(self):
        with self._checked():
            with self.assertRaises(AccessError):
                self._request(self.doctor_b).action_reveal()
            with self.assertRaises(AccessError):
                self._request().with_user(self.manager).action_reveal()
            with self.assertRaises(AccessError):
                self._request(self.finance)
        self.assertFalse(self._events())
