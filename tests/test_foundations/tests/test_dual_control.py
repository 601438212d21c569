from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

OFFICER = "test_foundations.group_officer"
APPROVER = "test_foundations.group_approver"


@tagged("post_install", "-at_install")
class TestDualControl(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = new_test_user(cls.env, "dual_officer", groups=OFFICER)
        cls.approver = new_test_user(cls.env, "dual_approver", groups=APPROVER)
        cls.both = new_test_user(cls.env, "dual_both", groups=f"{OFFICER},{APPROVER}")
        cls.document = cls._create_document(cls.officer)

    @classmethod
    def _create_document(cls, user, **vals):
        vals = {"name": "Payment 1", "amount": 10, **vals}
        document = cls.env["test.dual.document"].with_user(user).create(vals)
        return document.with_user(user)

    def _as(self, user, document=None):
        return (document or self.document).with_user(user)

    def test_another_person_approves(self):
        self.document.action_request_approval()
        self.assertEqual(self.document.approval_state, "requested")
        self.assertEqual(self.document.requested_by_id, self.officer)
        self._as(self.approver).action_approve()
        self.assertEqual(self.document.approval_state, "approved")
        self.assertEqual(self.document.approved_by_id, self.approver)
        self.assertEqual(self.document.outcome, "approved")
        self.assertEqual(self.document.message_ids[0].author_id, self.approver.partner_id)

    def test_requester_cannot_approve_even_as_approver(self):
        document = self._create_document(self.officer)
        self._as(self.both, document).action_request_approval()
        self.assertFalse(self._as(self.both, document).can_approve)
        with self.assertRaises(UserError):
            self._as(self.both, document).action_approve()

    def test_creator_cannot_approve_what_a_colleague_requested(self):
        document = self._create_document(self.both)
        self._as(self.officer, document).action_request_approval()
        with self.assertRaises(UserError):
            document.action_approve()
        self._as(self.approver, document).action_approve()

    def test_user_outside_the_group_cannot_approve(self):
        self.document.action_request_approval()
        colleague = new_test_user(self.env, "dual_colleague", groups=OFFICER)
        self.assertFalse(self._as(colleague).can_approve)
        with self.assertRaises(UserError):
            self._as(colleague).action_approve()

    def test_approver_who_cannot_read_the_document_is_none(self):
        document = self._create_document(self.officer, secret=True)
        with self.assertRaises(AccessError):
            self._as(self.approver, document).action_approve()
        self.assertEqual(document._get_approvers(), self.both)

    def test_request_without_any_approver_is_refused(self):
        document = self._create_document(self.both, secret=True)
        with self.assertRaises(UserError):
            document.action_request_approval()
        self.assertEqual(document.approval_state, "none")

    def test_incomplete_document_is_not_requested(self):
        document = self._create_document(self.officer, amount=0)
        with self.assertRaises(UserError):
            document.action_request_approval()

    def test_second_request_is_refused_while_one_is_open(self):
        self.document.action_request_approval()
        with self.assertRaises(UserError):
            self.document.action_request_approval()

    def test_second_approval_is_refused(self):
        self.document.action_request_approval()
        self._as(self.approver).action_approve()
        with self.assertRaises(UserError):
            self._as(self.both).action_approve()

    def test_approver_without_write_access_cannot_request(self):
        with self.assertRaises(AccessError):
            self._as(self.approver).action_request_approval()

    def test_return_needs_a_reason_and_allows_a_new_request(self):
        self.document.action_request_approval()
        action = self._as(self.approver).action_open_return()
        wizard = self.env["dual.control.return"].with_user(self.approver)
        wizard = wizard.with_context(**action["context"])
        with self.assertRaises(UserError):
            wizard.create({"reason": "  "}).action_confirm()
        wizard.create({"reason": "Amount differs"}).action_confirm()
        self.assertEqual(self.document.approval_state, "returned")
        self.assertEqual(self.document.return_reason, "Amount differs")
        self.assertEqual(self.document.outcome, "Amount differs")
        self.assertIn("Amount differs", self.document.message_ids[0].body)
        self.document.action_request_approval()
        self.assertFalse(self.document.return_reason)

    def test_return_dialog_reaches_only_documents_under_dual_control(self):
        for model in ("res.partner", "no.such.model"):
            wizard = (
                self.env["dual.control.return"]
                .with_user(self.approver)
                .create({"res_model": model, "res_id": 1, "reason": "x"})
            )
            with self.assertRaises(UserError):
                wizard.action_confirm()

    def test_author_cannot_return(self):
        self.document.action_request_approval()
        with self.assertRaises(UserError):
            self.document._return_approval("mine")

    def test_activities_come_with_the_request_and_go_with_the_decision(self):
        self.document.action_request_approval()
        self.assertEqual(self.document.activity_ids.user_id, self.approver | self.both)
        self._as(self.approver).action_approve()
        self.assertFalse(self.document.activity_ids)

    def test_reset_forgets_request_and_decision(self):
        self.document.action_request_approval()
        self._as(self.approver).action_approve()
        self.document._reset_approval()
        self.assertEqual(self.document.approval_state, "none")
        self.assertFalse(self.document.approved_by_id | self.document.requested_by_id)
        self.document.action_request_approval()

    def test_locked_fields_stand_still_until_returned(self):
        self.document.amount = 20
        self.document.action_request_approval()
        with self.assertRaises(UserError):
            self.document.amount = 30
        self.document.name = "Payment 1b"
        self._as(self.approver)._return_approval("Too much")
        self.document.amount = 15

    def test_copy_is_not_approved(self):
        self.document.action_request_approval()
        self._as(self.approver).action_approve()
        self.assertEqual(self.document.copy().approval_state, "none")

    def test_approval_cannot_be_written(self):
        forged = {"dual_control_sentinel": True}
        for vals in (
            {"approval_state": "approved"},
            {"approved_by_id": self.approver.id},
            {"requested_by_id": self.approver.id},
        ):
            with self.assertRaises(AccessError):
                self.document.with_context(**forged).write(vals)

    def test_approval_cannot_be_created(self):
        with self.assertRaises(AccessError):
            self._create_document(self.officer, approval_state="approved")

    def test_approval_cannot_come_from_defaults(self):
        documents = self.env["test.dual.document"].with_user(self.officer)
        self.env["ir.default"].with_user(self.officer).set(
            "test.dual.document", "approved_by_id", self.approver.id, user_id=True
        )
        document = documents.with_context(default_approval_state="approved").create(
            {"name": "Forged", "amount": 1}
        )
        self.assertEqual(document.approval_state, "none")
        self.assertFalse(document.approved_by_id)

    def test_approval_cannot_be_imported(self):
        result = (
            self.env["test.dual.document"]
            .with_user(self.officer)
            .load(["name", "amount", "approval_state"], [["Forged", "1", "approved"]])
        )
        self.assertFalse(result["ids"])

    def test_superuser_loads_approved_documents_but_never_self_approved_ones(self):
        vals = {"name": "Old", "amount": 1, "approval_state": "approved"}
        vals |= {"requested_by_id": self.officer.id, "approved_by_id": self.approver.id}
        document = self.env["test.dual.document"].create(vals)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            document.requested_by_id = self.approver
            document.flush_recordset()
