import string

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from .common import AuditMixinCase

KNOWN_KEYS = (
    "auditlog_disabled_read",
    "auditlog_disabled",
    "tracking_disable",
    "mail_notrack",
    "mail_create_nolog",
    "install_mode",
    "no_audit",
    "skip_audit",
    "access_audit",
    "prefetch_fields",
    "bin_size",
    "cron_id",
    "active_test",
    "module",
)
RANDOM_KEYS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["no_", "skip_", "disable_", "audit_", "access_audit_", ""]),
    st.text(string.ascii_lowercase + "_", min_size=1, max_size=12),
    st.sampled_from(["_disable", "_disabled", "_off", ""]),
)
VALUES = st.sampled_from([True, False, 1, "1", [], {}])


@tagged("post_install", "-at_install")
class TestAccessAuditMixin(AuditMixinCase):
    def test_reading_records_makes_one_row_with_ids_fields_and_person(self):
        self.as_doctor("test.audit.person").browse(self.persons.ids).read(["name", "phone"])
        (event,) = self.events()
        self.assertEqual(event.res_ids, sorted(self.persons.ids))
        self.assertEqual((event.uid, event.login), (self.doctor.id, "audit_doctor"))
        self.assertLessEqual({"name", "phone"}, set(event.fields))
        self.assertEqual(event.purpose, "system")

    def test_superuser_mode_is_recorded_with_the_real_user(self):
        self.as_doctor("test.audit.person").sudo().browse(self.persons[0].id).name  # noqa: B018
        (event,) = self.events()
        self.assertEqual(event.uid, self.doctor.id)

    def test_every_way_to_search_is_recorded(self):
        person = self.as_doctor("test.audit.person")
        domain = [("id", "in", self.persons.ids)]
        ways = {
            "search": lambda: person.search(domain),
            "search_read": lambda: person.search_read(domain, ["name"]),
            "search_fetch": lambda: person.search_fetch(domain, ["phone"]),
            "name_search": lambda: person.name_search("", domain),
            "web_search_read": lambda: person.web_search_read(domain, {"name": {}}),
            "export_data": lambda: person.search(domain).export_data(["name"]),
            "group by id": lambda: person._read_group(domain, ["id"]),
            "recordset": lambda: person._read_group(domain, ["name"], ["id:recordset"]),
            "array_agg": lambda: person._read_group(domain, [], ["id:array_agg"]),
        }
        for name, way in ways.items():
            with self.subTest(name):
                self.forget()
                way()
                self.assertEqual([e.res_ids for e in self.events()], [sorted(self.persons.ids)])

    def test_counts_and_groups_are_recorded_by_their_fields(self):
        person = self.as_doctor("test.audit.person")
        ways = {
            "__count": lambda: person.search_count([("phone", "=", "13800000001")]),
            "phone": lambda: person.formatted_read_group([], ["phone"]),
            "age": lambda: person.formatted_read_group([], [], ["age:max"]),
            "name": lambda: person._read_grouping_sets([], [["name"], []]),
        }
        for field, way in ways.items():
            with self.subTest(field):
                self.forget()
                way()
                (event,) = self.events()
                self.assertIn(field, event.fields)
                self.assertFalse(event.res_ids)

    def test_grouping_another_model_by_a_path_is_recorded(self):
        self.as_doctor("test.audit.visit").formatted_read_group([], ["person_id.phone"])
        (event,) = self.events()
        self.assertIn("phone", event.fields)

    def test_records_outside_the_domain_are_not_recorded(self):
        self.as_doctor("test.audit.person").browse(self.company.id).read(["name"])
        self.assertFalse(self.events())
        (self.persons + self.company).with_user(self.doctor).read(["name"])
        (event,) = self.events()
        self.assertEqual(event.res_ids, sorted(self.persons.ids))

    def test_a_record_read_and_deleted_stays_recorded(self):
        person = self.persons[2].with_user(self.doctor)
        person.read(["name"])
        person.unlink()
        self.assertIn(person.id, self.events()[0].res_ids)

    def test_only_fields_that_count_are_recorded(self):
        visit = self.visit.with_user(self.doctor)
        visit.fetch(["place"])
        self.assertFalse(self.events("test.audit.visit"))
        visit.fetch(["finding"])
        self.assertEqual([e.fields for e in self.events("test.audit.visit")], [["finding"]])

    def test_a_file_counts_as_its_record(self):
        file = self.env["ir.attachment"].create(
            {
                "name": "x.txt",
                "raw": b"x",
                "res_model": "test.audit.person",
                "res_id": self.persons[1].id,
            }
        )
        self.forget()
        file.with_user(self.doctor).read(["raw"])
        (event,) = self.events()
        self.assertEqual((event.res_ids, event.fields), ([self.persons[1].id], ["ir.attachment"]))

    @settings(
        max_examples=60, suppress_health_check=[HealthCheck.differing_executors], deadline=None
    )
    @given(context=st.dictionaries(RANDOM_KEYS | st.sampled_from(KNOWN_KEYS), VALUES, max_size=5))
    @example(context=dict.fromkeys(KNOWN_KEYS, True))
    def test_no_context_key_changes_what_is_recorded(self, context):
        """T-06 of the test catalogue."""
        self.forget()
        person = self.as_doctor("test.audit.person", **context)
        person.search_read([("id", "in", self.persons.ids)], ["name"])
        person.formatted_read_group([("id", "in", self.persons.ids)], ["phone"])
        (event,) = self.events()
        self.assertEqual(event.res_ids, sorted(self.persons.ids))
        self.assertLessEqual({"name", "phone"}, set(event.fields))
