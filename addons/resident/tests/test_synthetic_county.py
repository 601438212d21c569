from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

RESIDENTS, VILLAGES = 300, 3


def get_changed_by_recomputing(records):
    """``{field: ids}`` of the stored values that the ORM would compute otherwise."""
    env = records.env
    fields = [
        field
        for field in records._fields.values()
        if field.store and field.compute and field.column_type
    ]
    columns = SQL(", ").join(SQL.identifier(field.name) for field in fields)
    query = SQL(
        "SELECT id, %s FROM %s WHERE id IN %s ORDER BY id",
        columns, SQL.identifier(records._table), tuple(records.ids),
    )  # fmt: skip
    before = env.execute_query(query)
    for field in fields:
        env.add_to_compute(field, records)
    env.flush_all()
    after = env.execute_query(query)
    return {
        field.name: ids
        for index, field in enumerate(fields, 1)
        if (ids := [a[0] for a, b in zip(before, after, strict=True) if a[index] != b[index]])
    }


@tagged("post_install", "-at_install")
class TestSyntheticCounty(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.env["synthetic.county"]
        cls.totals = cls.county._populate(RESIDENTS, VILLAGES)
        cls.synthetic = Domain("is_resident", "=", True) & Domain("ref", "=like", "SYN%")
        cls.people = cls.env["res.partner"].search(cls.synthetic)

    def test_as_many_people_as_asked_for_in_as_many_villages(self):
        self.assertEqual(len(self.people), RESIDENTS)
        self.assertEqual(self.totals["res.partner"], RESIDENTS)
        self.assertEqual(len(self.people.resident_unit_id), VILLAGES)
        self.assertTrue(all(village.archive_prefix for village in self.people.region_id))

    def test_the_orm_would_compute_the_same(self):
        people = self.people[:200]
        for records in (
            people,
            people.household_id,
            people.identity_ids,
            people.population_tag_line_ids,
        ):
            self.assertTrue(records)
            self.assertEqual(get_changed_by_recomputing(records), {}, records._name)

    def test_the_orm_accepts_what_was_written(self):
        """The constraints and checks that SQL passes by hold all the same."""
        for records in (
            self.people,
            self.people.household_id,
            self.people.identity_ids,
            self.people.population_tag_line_ids,
        ):
            records._validate_fields(records._fields)

    def test_a_person_is_found_by_the_number_which_is_stored_encrypted(self):
        person = self.people.filtered("identity_ids")[0]
        number = person.identity_ids._decrypt()
        self.assertEqual(number[:4], "9900")
        found = self.env["res.partner"].search([("identity_number", "=", number)])
        self.assertEqual(found, person)
        self.assertNotIn(number, person.identity_ids.ciphertext)

    def test_every_household_has_its_head(self):
        for household in self.people.household_id:
            self.assertEqual(household.head_id.household_relation, "head")
            self.assertIn(household.head_id, household.member_ids)

    def test_those_entered_twice_are_found(self):
        blocks = self.env["resident.duplicate.block"]
        units = blocks._sync_blocks()
        for block in blocks.search([("org_unit_id", "in", list(units))]):
            block._search_units(units[block.org_unit_id.id])
        copies = self.people.filtered(lambda person: not person.household_id)
        pairs = self.env["resident.duplicate"].search([("partner_b_id", "in", copies.ids)])
        self.assertEqual(len(copies), VILLAGES)
        self.assertEqual(pairs.partner_b_id, copies)

    def test_a_second_run_needs_to_be_asked_for_and_makes_other_people(self):
        with self.assertRaises(UserError):
            self.county._check_may_populate()
        self.county._check_may_populate(force=True)
        self.county._populate(30, 3)
        people = self.env["res.partner"].search(self.synthetic) - self.people
        self.assertEqual(len(people), 30)
        self.assertEqual(set(people.mapped(lambda person: person.ref[:5])), {"SYN02"})

    def test_synthetic_people_never_stand_among_real_ones(self):
        clinic = self.people[0].resident_unit_id
        self.env["res.partner"].create(
            {"name": "张三", "is_resident": True, "resident_unit_id": clinic.id}
        )
        with self.assertRaises(UserError):
            self.county._check_may_populate(force=True)

    def test_villages_are_made_up_where_none_are_left(self):
        units = self.env["org.unit"]
        there = units.search_count([("kind", "=", "village_clinic")])
        clinics = self.county._get_clinics(there + 2)
        self.assertEqual(len(clinics), there + 2)
        self.assertEqual(clinics[-1].parent_id.kind, "township_hospital")
        self.assertEqual(len(set(clinics.region_id.mapped("archive_prefix"))), there + 2)
