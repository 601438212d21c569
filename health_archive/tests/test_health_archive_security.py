from odoo import Command
from odoo.exceptions import AccessError

from .common import HealthArchiveCase


class TestHealthArchiveSecurity(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exporter = cls.env.ref("base.group_allow_export")
        (cls.stranger | cls.hospital_doctor).group_ids = [Command.link(exporter.id)]
        disease = {"code_id": cls._code("disease", "2").id}
        event = {"kind": "surgery", "name": "阑尾切除"}
        cls.archive = cls._archive(
            disease_ids=[Command.create(disease)], surgery_ids=[Command.create(event)]
        )
        cls.archive.work_unit = "村小学"
        cls.hidden = cls.archive.with_user(cls.sensitive)
        cls.hidden.sensitive_ids = [
            Command.create(
                {"code_id": cls._code("disease", "8").id, "diagnosed_month": "2015-03-01"}
            ),
            Command.create({"relative": "father", "code_id": cls._code("disease", "9").id}),
        ]

    def test_doctor_of_another_village_finds_nothing_on_any_path(self):
        for model in (
            "health.archive",
            "health.archive.disease",
            "health.archive.event",
            "health.archive.change",
            "health.archive.number",
        ):
            records = self.env[model].with_user(self.stranger)
            with self.subTest(model):
                self.assertFalse(records.search([]))
                self.assertFalse(records._read_group([], ["archive_id"] * ("." in model[7:])))
        archive = self.archive.with_user(self.stranger)
        for path in (
            lambda: archive.read(["archive_number"]),
            lambda: archive.export_data(["name"]),
            lambda: archive.write({"work_unit": "x"}),
            lambda: archive.web_read({"disease_ids": {"fields": {"code_id": {}}}}),
            lambda: archive._get_sorted_timeline(),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_doctor_of_another_village_builds_no_archive_here(self):
        archives = self.env["health.archive"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            archives.create({"partner_id": self._resident("李四").id})

    def test_clerk_without_a_health_role_has_no_access_at_all(self):
        for model in ("health.archive", "health.archive.disease", "health.archive.change"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.finance).search([])

    def test_reader_changes_nothing(self):
        archive = self.archive.with_user(self.reader)
        self.assertEqual(archive.work_unit, "村小学")
        for path in (
            lambda: archive.write({"work_unit": "x"}),
            lambda: archive.action_submit(),
            lambda: archive.disease_ids.unlink(),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_sensitive_disease_is_hidden_on_every_path(self):
        archive = self.archive.with_user(self.hospital_doctor)
        archives = self.env["health.archive"].with_user(self.hospital_doctor)
        rows = self.hidden.sensitive_ids
        for path in (
            lambda: archive.read(["sensitive_ids"]),
            lambda: archive.export_data(["sensitive_ids/code_id"]),
            lambda: archives.search([("sensitive_ids", "!=", False)]),
            lambda: archives.search([("sensitive_ids", "in", rows.ids)]),
            lambda: archives.search([("sensitive_ids.code_id.code", "=", "8")]),
            lambda: archives.search([("sensitive_ids", "any", [("relative", "=", "self")])]),
            lambda: archives._read_group([], ["sensitive_ids"]),
            lambda: archive.web_read({"sensitive_ids": {"fields": {}}}),
            lambda: archive.write({"sensitive_ids": [Command.clear()]}),
            lambda: self.env["health.archive.sensitive"].with_user(self.hospital_doctor).search([]),
            lambda: rows.with_user(self.hospital_doctor).read(["code_id"]),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_sensitive_disease_leaves_no_trace_for_others(self):
        archive = self.archive.with_user(self.hospital_doctor)
        self.assertNotIn("sensitive_ids", archive.fields_get())
        self.assertEqual(archive.disease_ids.mapped("code_id.name"), ["高血压"])
        changes = self.env["health.archive.change"].with_user(self.hospital_doctor)
        self.assertFalse(changes.search([("is_sensitive", "=", True)]))
        self.assertEqual(archive.change_ids.mapped("new_value"), ["村小学"])
        self.assertNotIn("严重精神障碍", str(archive._get_sorted_timeline()))
        with self.assertRaises(ValueError):
            archive.search([("change_ids", "!=", False)])

    def test_sensitive_group_sees_disease_and_change(self):
        self.assertEqual(len(self.hidden.sensitive_ids), 2)
        texts = self.hidden.change_ids.mapped("new_value")
        self.assertTrue(any("严重精神障碍" in text for text in texts), texts)
        self.assertIn("严重精神障碍", str(self.hidden._get_sorted_timeline()))

    def test_sensitive_disease_changes_nothing_that_others_see(self):
        person = self._resident("李四")
        archive = self._archive(person, disease_history="1").with_user(self.hospital_doctor)
        seen = ("completeness", "missing_names", "disease_history", "write_date")
        before = archive.read(seen)
        archive.with_user(self.sensitive).sensitive_ids = [
            Command.create({"code_id": self._code("disease", "8").id})
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(archive.read(seen), before)

    def test_nobody_forges_the_list_of_changes(self):
        change = self.archive.with_user(self.manager).change_ids
        for path in (
            lambda: change.write({"new_value": "x"}),
            lambda: change.unlink(),
            lambda: change.create({"archive_id": self.archive.id}),
            lambda: (
                self.env["health.archive.counter"]
                .with_user(self.manager)
                .create({"prefix": "0" * 12, "last_serial": 1})
            ),
        ):
            with self.assertRaises(AccessError):
                path()
