from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.access_audit.tools import Origin, Read


@tagged("post_install", "-at_install")
class TestAccessEvent(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doctor = new_test_user(cls.env, "audit_doctor", "base.group_user")
        cls.auditor = new_test_user(cls.env, "audit_auditor", "access_audit.group_auditor")
        cls.env["access.event"]._insert(
            "res.bank", Read(cls.doctor.id, {41, 42}, {"name"}), Origin("reveal"), "Consultation"
        )
        cls.event = cls.env["access.event"].with_user(cls.auditor).search([], limit=1)

    def test_the_auditor_sees_who_read_what_and_why(self):
        self.assertRecordValues(
            self.event,
            [
                {
                    "user_id": self.doctor.id,
                    "login": "audit_doctor",
                    "model": "res.bank",
                    "res_count": 2,
                    "res_ids": "41, 42",
                    "field_names": "name",
                    "purpose": "reveal",
                    "reason": "Consultation",
                }
            ],
        )
        self.assertEqual(self.event.model_label, self.env["res.bank"]._description)
        label = self.env["ir.model.fields"]._get("res.bank", "name").field_description
        self.assertEqual(self.event.field_labels, label)

    def test_events_are_found_by_the_record_that_was_read(self):
        events = self.env["access.event"].with_user(self.auditor)
        mine = [("id", "=", self.event.id)]
        self.assertEqual(events.search([("res_id", "=", 42), *mine]), self.event)
        self.assertFalse(events.search([("res_id", "=", 43), *mine]))

    def test_events_are_counted_by_user_and_purpose(self):
        groups = self.event._read_group(
            [("id", "=", self.event.id)], ["user_id", "purpose"], ["res_count:sum"]
        )
        self.assertEqual(groups, [(self.doctor, "reveal", 2)])

    def test_nobody_else_sees_the_audit_not_even_the_administrator(self):
        for user in (self.doctor, self.env.ref("base.user_admin")):
            for model in ("access.event", "access.seal", "access.audit.check"):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([("id", ">", 0)], limit=1)

    def test_the_auditor_changes_nothing(self):
        for operation in ("write", "create", "unlink"):
            for model in ("access.event", "access.seal"):
                with self.subTest(operation=operation, model=model):
                    self.assertFalse(self.env[model].with_user(self.auditor).has_access(operation))

    def test_a_record_of_its_own_is_there_at_once_and_stays(self):
        """What is shown on purpose stays recorded when the caller's transaction fails."""
        self.registry_enter_test_mode()
        events = self.env["access.event"].with_user(self.doctor)
        bank = self.env["res.bank"].create({"name": "A"})
        with self.env.registry.cursor() as cr:
            env = self.env(cr=cr, user=self.doctor)
            env["access.event"]._record("reveal", bank.with_env(env), ["bic"], "Referral")
            cr.rollback()
        last = events.sudo().search([], limit=1)
        self.assertRecordValues(
            last,
            [{"user_id": self.doctor.id, "res_ids": str(bank.id), "reason": "Referral"}],
        )
        self.assertGreater(last.id, self.event.id)
