from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import freeze_time, tagged

from .service_claim_common import PHOTO, ClaimCase

START = date(2026, 6, 16)
FACTS = ("obligation_id", "res_id", "partner_id", "date", "value", "state", "cause", "reason",
         "decision")  # fmt: skip
ACTS = ("void", "complete", "spoil", "move", "reject", "accept", "take_back", "delete", "leave")


class Rollback(Exception):
    """Undoes what one example did."""


@freeze_time("2026-11-21 04:00:00")
@tagged("post_install", "-at_install")
class TestServiceClaimRecount(ClaimCase):
    """Whatever is entered and decided in whatever order, claims and figures are what they should."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meetings = cls._obligation("L07", kind_id=cls.meeting.id, needs_acceptance=True)
        cls.people_reached = cls._obligation(
            "L04", measure="roster_share", threshold=100, unit="percent"
        )
        cls.different = cls._obligation("L06", measure="person")
        cls.rate = cls._obligation("L24", measure="rate", threshold=100, unit="percent")
        cls.mean = cls._obligation("L17", measure="average", unit="points")
        cls.total = cls._obligation("L16", measure="sum")

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.one_of(
                st.tuples(
                    st.just("enter"),
                    st.tuples(st.sampled_from([0, 1, 2, 3, None]), st.integers(-5, 370),
                              st.integers(0, 100), st.booleans()),
                ),
                st.tuples(st.sampled_from(ACTS), st.integers(0, 20)),
            ),
            max_size=14,
        ),
        st.integers(-3, 370),
    )  # fmt: skip
    def test_claims_equal_a_recount_from_zero_and_figures_a_plain_count(self, steps, day):
        with self.assertRaises(Rollback), self.env.cr.savepoint():
            for act, what in steps:
                getattr(self, f"_act_{act}")(what)
            self._assert_decisions()
            self._assert_recount()
            self._assert_figures(START + timedelta(days=day))
            raise Rollback
        self.env.invalidate_all()

    def _act_enter(self, what):
        person, day, value, needs_photo = what
        date_ = START + timedelta(days=day)
        self._record(person, date_, value=value, needs_photo=needs_photo)

    def _pick(self, number):
        found = self.records.search([], order="id")
        return found[number % len(found)] if found else found

    def _pick_claim(self, number, *states):
        domain = [("project_id", "=", self.project.id), ("state", "in", states)]
        found = self.env["service.claim"].with_user(self.manager).search(domain, order="id")
        return found[number % len(found)] if found else found

    def _act_void(self, number):
        record = self._pick(number)
        record.is_void = not record.is_void

    def _act_complete(self, number):
        for record in self._pick(number):
            record._add_evidence("a.png", PHOTO)

    def _act_spoil(self, number):
        self._pick(number).evidence_ids.unlink()

    def _act_move(self, number):
        self._pick(number).date = START + timedelta(days=number * 20)

    def _act_delete(self, number):
        self._pick(number).unlink()

    def _act_reject(self, number):
        for claim in self._pick_claim(number, "accepted", "claimed"):
            claim._reject("No")

    def _act_accept(self, number):
        claim = self._pick_claim(number, "claimed")
        if claim.cause == "acceptance":
            claim.action_accept()

    def _act_take_back(self, number):
        claim = self._pick_claim(number, "rejected", "accepted")
        if claim.decision:
            claim.action_take_back()

    def _act_leave(self, number):
        member = self.members[number % 2].with_user(self.coordinator)
        if member.exit_date:
            member.write({"exit_date": False, "exit_reason": False})
        else:
            day = START + timedelta(days=number * 10)
            member.write({"exit_date": day, "exit_reason": "moved"})

    def _read(self):
        claims = self.env["service.claim"].search([("project_id", "=", self.project.id)])
        rows = [tuple(claim[name] for name in FACTS) for claim in claims]
        return Counter(rows)

    def _assert_decisions(self):
        """What the centre rejected never counts; what needs it counts only when it accepted it."""
        claims = self.env["service.claim"].search([("project_id", "=", self.project.id)])
        for claim in claims.filtered(lambda claim: claim.state == "accepted"):
            needed = "accepted" if claim.obligation_id.needs_acceptance else False
            self.assertEqual(claim.decision, needed)
            record = self.records.browse(claim.res_id)
            self.assertFalse(record.is_void or (record.needs_photo and not record.evidence_ids))

    def _assert_recount(self):
        stored = self._read()
        self.project._claim_all()
        self.assertEqual(self._read(), stored)
        undecided = self.env["service.claim"].search(
            [("project_id", "=", self.project.id), ("decision", "=", False)]
        )
        undecided.unlink()
        self.project._claim_all()
        self.assertEqual(self._read(), stored)

    def _assert_figures(self, day):
        obligations = self.project.with_user(self.viewer).obligation_ids
        figures = obligations._get_figures(day)
        for obligation in obligations:
            self._assert_figure(obligation.sudo(), figures[obligation.id], day)

    def _assert_figure(self, obligation, figure, day):
        claims = obligation.claim_ids.filtered(lambda claim: claim.date <= day)
        accepted = claims.filtered(lambda claim: claim.state == "accepted")
        eligible = claims.filtered(
            lambda claim: claim.cause not in ("period", "roster", "withdrawn")
        )
        tally = figure.tally
        self.assertEqual(
            (tally.claimed, tally.accepted, tally.rejected),
            tuple(len(claims.filtered_domain([("state", "=", state)]))
                  for state in ("claimed", "accepted", "rejected")),
        )  # fmt: skip
        values = accepted.mapped("value")
        roster = self._get_roster(day)
        share = roster and 100 * len(accepted.partner_id & roster) / len(roster)
        expected = {
            "count": len(accepted),
            "sum": sum(values),
            "person": len(accepted.partner_id),
            "roster_share": share if roster else None,
            "rate": 100 * len(accepted) / len(eligible) if eligible else None,
            "average": sum(values) / len(values) if values else None,
        }[obligation.measure]
        if expected is None:
            self.assertIsNone(figure.actual)
        else:
            self.assertAlmostEqual(figure.actual, expected, 5)

    def _get_roster(self, day):
        day = max(START, min(day, date(2027, 6, 15)))
        return self.members.filtered(
            lambda row: row.entry_date <= day and (not row.exit_date or row.exit_date >= day)
        ).partner_id
