from odoo.exceptions import AccessError, ValidationError

from .enrolment_common import HealthEnrolmentCase


class TestHealthEnrolmentSensitive(HealthEnrolmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hospital_doctor.group_ids |= cls.env.ref("base.group_allow_export")
        cls.plain = cls._archive(cls._resident("赵六", birth_date="1980-01-01"))
        cls.hidden = cls._enrol_sensitive("mental", smd_guardian_name="王大")
        cls.tb = cls._enrol_sensitive("tuberculosis")
        cls.env.flush_all()

    def test_general_doctor_gets_no_answer_on_any_path(self):
        archive = self.archive.with_user(self.hospital_doctor)
        archives = self.env["health.archive"].with_user(self.hospital_doctor)
        rows = self.env["health.enrolment.sensitive"].with_user(self.hospital_doctor)
        wizards = self.env["health.enrolment.sensitive.close"].with_user(self.hospital_doctor)
        for path in (
            lambda: rows.search([]),
            lambda: rows.search_count([]),
            lambda: rows._read_group([], ["programme_id"], ["__count"]),
            lambda: rows.name_search("王五"),
            lambda: rows.web_search_read([], {"name": {}}),
            lambda: rows.browse(self.hidden.id).read(["display_name"]),
            lambda: rows.browse(self.hidden.id).export_data(["name"]),
            lambda: rows.browse(self.hidden.id).action_add_disease(),
            lambda: wizards.create({"enrolment_ids": self.hidden.ids}),
            lambda: archive.read(["sensitive_enrolment_ids"]),
            lambda: archive.read(["sensitive_enrolment_count"]),
            lambda: archive.export_data(["sensitive_enrolment_ids/programme_id"]),
            lambda: archives.search([("sensitive_enrolment_ids", "!=", False)]),
            lambda: archives.search([("sensitive_enrolment_ids", "in", self.hidden.ids)]),
            lambda: archives.search([("sensitive_enrolment_ids.state", "=", "open")]),
            lambda: archives._read_group([], ["sensitive_enrolment_ids"]),
            lambda: self._enrol_sensitive(archive=self.plain, user=self.hospital_doctor),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_general_doctor_sees_no_trace(self):
        archive = self.archive.with_user(self.hospital_doctor)
        self.assertNotIn("sensitive_enrolment_ids", archive.fields_get())
        self.assertEqual(archive.enrolment_count, 0)
        self.assertFalse(archive.change_ids)
        self.assertNotIn("programme", {event.kind for event in archive._get_timeline()})
        action = archive.action_open_enrolments()
        found = self.env[action["res_model"]].with_user(self.hospital_doctor)
        self.assertFalse(found.search(action["domain"]))
        view = self.env["health.archive"].with_user(self.hospital_doctor).get_view(view_type="form")
        self.assertNotIn("ensitive_enrolment", view["arch"])

    def test_population_group_is_told_to_the_sensitive_group_only(self):
        partners = self.env["res.partner"]
        both = {"mental", "tuberculosis"}
        self.assertLessEqual(both, set(self._tags(self.person, self.sensitive)))
        self.assertFalse(both & set(self._tags(self.person, self.hospital_doctor)))
        tag = self._programme("mental").tag_id
        domain = [("population_tag_ids", "in", tag.ids)]
        self.assertEqual(partners.with_user(self.sensitive).search(domain), self.person)
        general = partners.with_user(self.hospital_doctor)
        self.assertFalse(general.search(domain))
        self.assertFalse(general.search([("population_tag_ids", "ilike", tag.name)]))
        ours = (self.person | self.plain.partner_id).ids
        any_group = [("population_tag_line_ids", "!=", False), ("id", "in", ours)]
        self.assertFalse(general.search(any_group))
        self.assertFalse(self.person.population_tag_line_ids)

    def test_population_group_ends_with_the_enrolment(self):
        hidden = self.hidden
        hidden._write_server({"enrolled_date": "2026-01-01"})
        hidden._close(self._code("close_reason", "9"), hidden.enrolled_date)
        self.assertNotIn("mental", self._tags(self.person, self.sensitive))
        tag = self._programme("mental").tag_id.with_user(self.sensitive)
        domain = tag._get_member_domain(hidden.closed_date)
        self.assertEqual(
            self.env["res.partner"].with_user(self.sensitive).search(domain), self.person
        )

    def test_nothing_that_others_see_changes(self):
        archive = self.plain.with_user(self.hospital_doctor)
        person = archive.partner_id
        seen = ("write_date", "completeness", "disease_history", "enrolment_count")
        before = archive.read(seen), person.read(["write_date", "population_tag_ids"])
        hidden = self._enrol_sensitive(archive=self.plain)
        hidden.action_add_disease()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(
            (archive.read(seen), person.read(["write_date", "population_tag_ids"])), before
        )
        self.assertEqual(self.plain.sudo().sensitive_ids.code_id.code, "8")

    def test_each_programme_stays_in_its_table(self):
        with self.assertRaises(ValidationError):
            self._enrol("mental")
        with self.assertRaises(ValidationError):
            self._enrol_sensitive("hypertension")

    def test_sensitive_group_of_another_village_sees_nothing(self):
        other = self._user("other", "group_health_sensitive", self.other_clinic)
        rows = self.env["health.enrolment.sensitive"].with_user(other)
        self.assertFalse(rows.search([]))
        with self.assertRaises(AccessError):
            self.hidden.with_user(other).read(["name"])

    def test_sensitive_group_without_the_role_of_a_doctor_changes_nothing(self):
        reader = self._user(
            "onlooker", "group_health_reader,resident.group_health_sensitive", self.clinic
        )
        self.assertEqual(self.hidden.with_user(reader).smd_guardian_name, "王大")
        for path in (
            lambda: self.hidden.with_user(reader).write({"note": "x"}),
            lambda: self._enrol_sensitive(archive=self.plain, user=reader),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_sensitive_group_sees_changes_and_timeline(self):
        archive = self.archive.with_user(self.sensitive)
        self.assertEqual(archive.sensitive_enrolment_count, 2)
        self.assertEqual(len(archive.change_ids), 2)
        self.assertTrue(all(archive.change_ids.mapped("is_sensitive")))
        self.assertEqual([e.kind for e in archive._get_timeline()].count("programme"), 2)
