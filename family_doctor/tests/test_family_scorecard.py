from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .test_family_statistic import StatisticCase

SPAN = "2026-03-01", "2026-03-31"


@tagged("post_install", "-at_install")
@freeze_time("2026-04-01")
class TestFamilyScorecard(StatisticCase):
    """The doctor signed three, and did one of 15 services; his team did no better."""

    def setUp(self):
        super().setUp()
        with freeze_time("2026-03-01"):
            self._sign_all()

    def _count(self):
        cards = self.env["family.scorecard"].with_user(self.boss)
        return cards._count(self.hospital, *SPAN)

    def _card(self, cards=None):
        cards = self._count() if cards is None else cards
        return cards.filtered(lambda card: card.doctor_id == self.signer.sudo().practitioner_id)

    def test_points_follow_from_the_records(self):
        card = self._card()
        rows = {
            line.rule_id.measure: (line.numerator, line.denominator, line.points)
            for line in card.line_ids
        }
        self.assertEqual(rows["units"], (1, 15, round(40 * 1 / 15 / 0.9, 2)))
        self.assertEqual(rows["performed"], (0, 3, 0))
        self.assertEqual(rows["unserved"], (0, 3, 20))
        self.assertEqual(rows["renewed"], (0, 0, 0))
        self.assertAlmostEqual(card.score, rows["units"][2] + 20)
        self.assertEqual(card.max_score, 80)

    def test_each_row_opens_its_records(self):
        [line] = self._card().line_ids.filtered(lambda line: line.rule_id.measure == "units")
        for action, number in ((line.action_open_reached(), 1), (line.action_open_all(), 15)):
            found = self.env[action["res_model"]].with_user(self.boss).search(action["domain"])
            self.assertEqual(len(found), number)

    def test_counted_anew_until_frozen(self):
        card = self._card()
        self._serve("2026-03-02", archive=self.archives[1], kind="home_visit")
        self.assertEqual(self._card(), card)
        self.assertEqual(card.line_ids[0].numerator, 2)
        card.action_freeze()
        self._serve("2026-03-03", archive=self.archives[1], kind="drug")
        self._count()
        self.assertEqual(card.line_ids[0].numerator, 2)

    def test_team_has_its_card_too(self):
        cards = self._count()
        [card] = cards.filtered(lambda card: card.team_id == self.team)
        self.assertEqual(card.line_ids[0].denominator, 15)

    def test_appeal_is_answered_by_the_leader(self):
        card = self._card()
        own = card.with_user(self.signer)
        with self.assertRaises(AccessError):
            own.appeal_note = "太早"
        card.action_freeze()
        own.appeal_note = "三月住院，未能上门"
        with self.assertRaises(AccessError):
            own.answer = "同意"
        with self.assertRaises(AccessError):
            card.with_user(self.leader).appeal_note = "别人写"
        card.with_user(self.leader).answer = "已核实"
        self.assertEqual(card.answer, "已核实")

    def test_nobody_types_points_and_colleagues_see_none(self):
        card = self._card()
        with self.assertRaises(AccessError):
            card.with_user(self.boss).score = 100
        with self.assertRaises(AccessError):
            card.with_user(self.other_signer).read(["score"])
        with self.assertRaises(AccessError):
            self.env["family.scorecard"].with_user(self.signer)._count(self.hospital, *SPAN)

    def test_current_period_is_not_frozen(self):
        with freeze_time("2026-03-20"), self.assertRaisesRegex(UserError, "isn't over"):
            self._card().action_freeze()

    def _count_by_night(self):
        with self.enter_registry_test_mode():
            self.env.ref("family_doctor.cron_scorecard").method_direct_trigger()
        own = [("doctor_id", "=", self.signer.sudo().practitioner_id.id)]
        cards = self.env["family.scorecard"].with_user(self.boss).search(own)
        return {(str(card.date_from), str(card.date_to)): card for card in cards}

    def test_the_month_and_the_quarter_that_ended_are_counted_by_night(self):
        cards = self._count_by_night()
        self.assertEqual({*cards}, {("2026-03-01", "2026-03-31"), ("2026-01-01", "2026-03-31")})
        self.assertEqual(cards[SPAN].line_ids[0].numerator, 1)
        self.assertEqual(self._card(), cards[SPAN])

    def test_a_draft_follows_late_records_by_night_until_it_is_frozen(self):
        card = self._count_by_night()[SPAN]
        for number, kind in enumerate(("home_visit", "drug"), start=2):
            self._serve(f"2026-03-0{number}", archive=self.archives[1], kind=kind)
            self._count_by_night()
            self.assertEqual(card.line_ids[0].numerator, 2)
            card.action_freeze()

    def test_what_is_frozen_altogether_is_not_counted_again(self):
        self._count_by_night()
        cards = self.env["family.scorecard"].with_user(self.boss)
        cards.search([("state", "=", "draft")]).action_freeze()
        self._agree_on(
            archive=self.archives[2], user=self.other_signer, team=self.other_team,
            start_date="2026-03-31", sign_date="2026-03-31",
        )  # fmt: skip
        self._count_by_night()
        self.assertFalse(cards.search([("state", "=", "draft")]))
