from odoo.tests import TransactionCase, tagged

from odoo.addons.resident.tests.test_synthetic_county import get_changed_by_recomputing


@tagged("post_install", "-at_install")
class TestSyntheticCounty(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["synthetic.county"]._populate(400, 2)
        cls.archives = cls.env["health.archive"].search([("partner_id.ref", "=like", "SYN%")])

    def test_nearly_everybody_has_an_archive_in_use_in_the_own_village(self):
        self.assertGreater(len(self.archives), 350)
        self.assertEqual(set(self.archives.mapped("state")), {"active"})
        for archive in self.archives:
            self.assertEqual(archive.org_unit_id, archive.partner_id.resident_unit_id)
            self.assertEqual(archive.archive_number[:12], archive.region_id.archive_prefix)
            self.assertEqual(archive.doctor_id.org_unit_id, archive.org_unit_id)

    def test_the_orm_would_compute_the_same(self):
        archives = self.archives[:200]
        changed = get_changed_by_recomputing(archives)
        changed.pop("completeness_at", None)  # when it was counted
        self.assertEqual(changed, {})
        for name in ("enrolment_ids", "sensitive_enrolment_ids"):
            self.assertEqual(get_changed_by_recomputing(self.archives[name]), {}, name)

    def test_the_orm_accepts_what_was_written(self):
        for records in (
            self.archives,
            self.archives.disease_ids,
            self.archives.enrolment_ids,
            self.archives.sensitive_enrolment_ids,
        ):
            self.assertTrue(records)
            records._validate_fields(records._fields)

    def test_some_forms_are_complete_and_some_are_not(self):
        complete = self.archives.filtered("is_complete")
        self.assertTrue(len(self.archives) / 3 < len(complete) < len(self.archives))

    def test_old_people_and_those_of_a_population_group_are_enrolled(self):
        chronic = {"hypertension", "diabetes", "coronary", "stroke"}
        for archive in self.archives:
            tags = archive.partner_id.population_tag_line_ids.tag_id.mapped("code")
            expected = set(tags) & chronic | ({"elder"} if archive.age >= 65 else set())
            # other add-ons bring programmes of their own
            enrolled = set(archive.enrolment_ids.mapped("programme_code"))
            self.assertEqual(enrolled & (chronic | {"elder"}), expected)

    def test_the_next_archive_of_the_village_gets_the_next_number(self):
        archive = self.archives[0]
        last = max(
            self.archives.search([("region_id", "=", archive.region_id.id)]).mapped(
                "archive_number"
            )
        )
        person = self.env["res.partner"].create(
            {"name": "测试", "is_resident": True, "resident_unit_id": archive.org_unit_id.id}
        )
        added = self.env["health.archive"].create({"partner_id": person.id})
        self.assertEqual(int(added.archive_number), int(last) + 1)
