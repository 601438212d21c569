from datetime import date

from odoo.tests import TransactionCase, freeze_time, tagged


@tagged("post_install", "-at_install")
@freeze_time("2026-06-10")
class TestSyntheticCountyFamily(TransactionCase):
    """A county of 240 people in twelve villages: the doctor of the last doesn't come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["synthetic.county"]._populate(240, 12)
        cls.agreements = cls.env["family.agreement"].search([("number", "=like", "SYN%")])

    def test_counters_are_those_of_the_duties(self):
        names = ("units_planned", "units_done", "is_performed")
        written = {row: [row[name] for name in names] for row in self.agreements}
        self.agreements._compute_units()
        self.assertEqual(written, {row: [row[name] for name in names] for row in self.agreements})
        self.assertGreater(sum(self.agreements.mapped("units_done")), 0)

    def test_matching_finds_nothing_to_change(self):
        duties = self.agreements.duty_ids.filtered(lambda duty: duty.state != "cancelled")
        written = {duty: (duty.state, duty.res_model, duty.res_id) for duty in duties}
        proofs = self.env["family.proof.mixin"]
        span = date(2023, 1, 1), date(2027, 12, 31)
        for archive in duties.archive_id:
            self.env["family.duty"]._match(proofs._find_proofs(archive, *span))
        found = {duty: (duty.state, duty.res_model, duty.res_id) for duty in duties}
        self.assertEqual(written, found)

    def test_one_agreement_binds_each_resident(self):
        binding = self.agreements.filtered(lambda row: row.slot == "current")
        self.assertEqual(len(binding.archive_id), len(binding))
        self.assertEqual(binding.archive_id.current_agreement_id, binding)

    def test_some_doctors_sign_and_do_not_come(self):
        groups = self.env["family.agreement"]._read_group(
            [("id", "in", self.agreements.ids)], ["doctor_id"], ["units_done:sum", "__count"]
        )
        idle = [count for _doctor, done, count in groups if not done]
        self.assertEqual(len(idle), 1)
        self.assertGreater(idle[0], 1)
