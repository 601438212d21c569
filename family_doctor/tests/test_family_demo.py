from odoo.tests import TransactionCase, tagged

TEAMS = ("first", "second")


@tagged("post_install", "-at_install")
class TestFamilyDemo(TransactionCase):
    """What the demonstration shows: two teams, agreements in every state, one doctor who is idle."""

    def setUp(self):
        super().setUp()
        self.idle = self.env.ref("care_team.practitioner_nong_demo", False)
        if not self.env.ref("family_doctor.attachment_lecture_demo", False):
            self.skipTest("installed without demonstration data")
        self.agreements = self.env["family.agreement"].search(
            [("team_id", "in", [self.env.ref(f"care_team.team_{team}_demo").id for team in TEAMS])]
        )

    def test_there_are_agreements_in_every_state(self):
        states = {state for state, _label in self.agreements._fields["state"].selection}
        self.assertFalse(states - set(self.agreements.mapped("state")))

    def test_what_was_signed_is_as_it_was_signed(self):
        for agreement in self.agreements.filtered("document_hash"):
            self.assertFalse(agreement._get_document_breaks(), agreement.number)

    def test_most_who_are_signed_and_not_served_are_of_one_doctor(self):
        groups = self.agreements.search([("is_unserved", "=", True)]).grouped("doctor_id")
        counts = {doctor: len(agreements) for doctor, agreements in groups.items()}
        self.assertEqual(max(counts, key=counts.get), self.idle)
        self.assertGreater(counts[self.idle], 2 * max(counts[d] for d in counts if d != self.idle))

    def test_every_unit_done_has_its_record_in_the_term(self):
        done = self.agreements.duty_ids.filtered(lambda duty: duty.state == "done")
        self.assertGreater(len(done), 20)
        for duty in done:
            self.assertTrue(self.env[duty.res_model].browse(duty.res_id).exists())
            self.assertLessEqual(duty.agreement_id.start_date, duty.done_date)
            self.assertLessEqual(duty.done_date, duty.agreement_id.last_day)
