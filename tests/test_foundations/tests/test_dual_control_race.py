from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

APPROVER = "test_foundations.group_approver"


@tagged("post_install", "-at_install")
class TestDualControlRace(BaseCase):
    """Two real transactions: a test's own cursor cannot conflict with itself."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        with self.connection.cursor() as cursor:
            env = self._env(cursor, SUPERUSER_ID)
            self.user_ids = [
                new_test_user(env, f"dual_race_{number}", groups=APPROVER).id for number in range(2)
            ]
            document = env["test.dual.document"].create({"name": "Race", "amount": 1})
            document.action_request_approval()
            self.document_id = document.id
        self.addCleanup(self._remove)

    def _env(self, cursor, uid):
        return api.Environment(cursor, uid, {"no_reset_password": True})

    def _document(self, cursor, uid):
        return self._env(cursor, uid)["test.dual.document"].browse(self.document_id)

    def _remove(self):
        with self.connection.cursor() as cursor:
            document = self._document(cursor, SUPERUSER_ID)
            document.unlink()
            users = document.env["res.users"].browse(self.user_ids)
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    def test_the_second_of_two_simultaneous_approvals_must_look_again(self):
        with self.connection.cursor() as one, self.connection.cursor() as two:
            first = self._document(one, self.user_ids[0])
            second = self._document(two, self.user_ids[1])
            self.assertEqual(second.approval_state, "requested")
            first.action_approve()
            one.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                second.action_approve()
            # what the server does with such a failure before it tries again
            two.rollback()
            second.env.transaction.reset()
            with self.assertRaises(UserError):
                second.action_approve()
