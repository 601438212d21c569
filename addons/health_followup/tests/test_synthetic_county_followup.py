from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.resident.tests.test_synthetic_county import get_changed_by_recomputing

from ..models.health_followup_pregnancy import KEPT

MODELS = ("health.followup", "health.followup.sensitive")
CHOSEN = {"next_date", *KEPT, "preg_weeks", "preg_days"}
"""What a doctor moves to an earlier day, and what the enrolment of a mother learned later."""


@tagged("post_install", "-at_install")
class TestSyntheticCountyFollowup(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.totals = cls.env["synthetic.county"]._populate(500, 2)
        archives = [("archive_id.partner_id.ref", "=like", "SYN%")]
        cls.visits = {name: cls.env[name].search(archives) for name in MODELS}
        cls.enrolments = cls.env["health.enrolment"].search(archives)

    def _get_samples(self):
        """A few visits of each programme."""
        for visits in self.visits.values():
            for programme, found in visits.grouped("programme_id").items():
                yield programme.code, found[:12]

    def test_everybody_in_a_programme_was_visited_for_three_years(self):
        visits = self.visits["health.followup"]
        self.assertEqual(self.totals["health.followup"], len(visits))
        codes = {"hypertension", "diabetes", "elder", "child", "general", "poverty"}
        self.assertLessEqual(codes, set(visits.mapped("programme_code")))
        chronic = visits.filtered(lambda visit: visit.programme_code == "hypertension")
        enrolled = self.enrolments.filtered(lambda e: e.programme_code == "hypertension")
        self.assertGreater(len(chronic), 5 * len(enrolled))
        self.assertEqual({"1", "2", "3"}, set(chronic.mapped("way")))

    def test_the_orm_would_compute_the_same(self):
        for code, visits in self._get_samples():
            # nothing is computed of what was signed
            query = "UPDATE %s SET seal_state = 'open' WHERE id IN %s"
            self.env.cr.execute(SQL(query, SQL.identifier(visits._table), tuple(visits.ids)))
            visits.invalidate_model(["seal_state"])
            changed = get_changed_by_recomputing(visits)
            self.assertEqual(changed.keys() - CHOSEN, set(), (code, changed))

    def test_the_orm_accepts_what_was_written(self):
        for _code, visits in self._get_samples():
            visits._validate_fields(visits._fields)

    def test_each_seal_is_intact_and_breaks_when_the_row_is_changed(self):
        for code, visits in self._get_samples():
            for visit in visits.filtered(lambda visit: visit.seal_state == "sealed")[:3]:
                self.assertEqual(visit._get_seal_breaks(), [], code)
        visit = visits.filtered(lambda visit: visit.seal_state == "sealed")[0]
        self.env.cr.execute(f"UPDATE {visit._table} SET note = 'x' WHERE id = %s", [visit.id])
        self.assertTrue(visit._get_seal_breaks())

    def test_signed_visits_have_the_boxes_that_signing_asks_for(self):
        for code, visits in self._get_samples():
            for visit in visits:
                empty = [name for name in visit._get_required_boxes() if not visit[name]]
                self.assertEqual(empty, [], code)

    def test_the_last_visit_says_what_is_due_and_some_are_lost_or_overdue(self):
        last = {visit.enrolment_id: visit for visit in self.visits["health.followup"].sorted("date")
                if visit.seal_state == "sealed"}  # fmt: skip
        for enrolment, visit in last.items():
            self.assertEqual(enrolment.next_due_date, visit.next_date)
        states = {enrolment.due_state for enrolment in last}
        self.assertLessEqual({"planned", "overdue", "lost"}, states)

    def test_the_years_are_tallied(self):
        enrolment = self.enrolments.filtered(lambda e: e.programme_code == "hypertension")[0]
        years = self.env["health.followup.year"].search([("enrolment_id", "=", enrolment.id)])
        self.assertTrue(years)
        signed = self.visits["health.followup"].filtered(
            lambda visit: visit.enrolment_id == enrolment and visit.seal_state == "sealed"
        )
        self.assertEqual(sum(years.mapped("visits_done")), len(signed))

    def test_what_the_rules_refer_is_referred(self):
        referring = self.visits["health.followup"].filtered("is_referral")
        self.assertTrue(referring)
        self.assertEqual({len(visit.referral_ids) for visit in referring}, {1})
