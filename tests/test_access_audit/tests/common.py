from odoo.tests import TransactionCase, new_test_user

from odoo.addons.access_audit.tests.common import EventsMixin


class AuditMixinCase(EventsMixin, TransactionCase):
    """Three persons, one company, a visit; ``doctor`` reads them. Reads so far are forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doctor = new_test_user(
            cls.env, "audit_doctor", "base.group_user,base.group_allow_export"
        )
        cls.persons = cls.env["test.audit.person"].create(
            [{"name": name, "phone": f"1380000000{n}", "age": n} for n, name in enumerate("ABC", 1)]
        )
        cls.company = cls.env["test.audit.person"].create({"name": "Co", "is_person": False})
        cls.visit = cls.env["test.audit.visit"].create(
            {"person_id": cls.persons[0].id, "place": "Clinic", "finding": "Secret"}
        )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.forget()

    def forget(self):
        """Commit, as far as the audit can see, and drop the cache."""
        self.env.cr.flush()
        self.env.invalidate_all()
        self.start = self.last_event_id()

    def as_doctor(self, model, **context):
        return self.env[model].with_user(self.doctor).with_context(**context)

    def events(self, model="test.audit.person"):
        self.env.cr.flush()
        return self.events_since(self.start, model)
