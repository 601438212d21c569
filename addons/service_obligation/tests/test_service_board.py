from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import ObligationCase

MISSING = {"state": "claimed", "cause": "missing", "reason": "Still missing: photo"}


@freeze_time("2026-11-21 04:00:00")
@tagged("post_install", "-at_install")
class TestServiceBoard(ObligationCase, HttpCase):
    """The board at 2026-11-21, day 159 of 365."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls._obligation("L15", is_prorated=True, core="Visits")
        cls.archives = cls._obligation(
            "L04", sequence=1, measure="roster_share", threshold=100, unit="percent"
        )

    def _board(self, user=None, **args):
        obligations = self.env["service.obligation"].with_user(user or self.viewer)
        return obligations.get_board(**args)

    def _row(self, code="L15", **args):
        rows = self._board(**args)["rows"]
        return next(row for row in rows if row["code"] == code)

    def test_the_board_says_on_a_day_in_november_what_is_behind(self):
        for number in range(24):
            self._claim(self.visits, res_id=1000 + number)
        board = self._board()
        self.assertEqual((board["elapsed"], board["days"]), (159, 365))
        self.assertEqual([row["code"] for row in board["rows"]], ["L04", "L15"])
        row = self._row()
        self.assertEqual((row["state"], row["accepted"], row["share"]), ("red", 24, 68.87))
        self._claim(self.visits, res_id=2000)
        self.assertEqual(self._row()["state"], "behind")

    def test_the_board_looks_back_at_any_day(self):
        self._claim(self.visits, date="2026-08-03")
        self._claim(self.visits, res_id=9, date="2026-11-03")
        self.assertEqual(self._row(date="2026-08-02")["accepted"], 0)
        self.assertEqual(self._row(date="2026-08-03")["accepted"], 1)
        self.assertEqual(self._row()["accepted"], 2)
        self.assertEqual(self._board(date="2030-01-01")["cut_off"], "2027-06-15")
        with self.assertRaises(ValidationError):
            self._board(date="yesterday")

    def test_what_to_do_next_names_what_is_missing_and_how_much_it_takes(self):
        self._claim(self.visits, **MISSING)
        reason = "The centre has to accept it."
        self._claim(self.visits, 1, state="claimed", cause="acceptance", reason=reason)
        row = self._row()
        self.assertEqual((row["claimed"], row["waiting"]), (2, 1))
        for text in ("1 ", "80"):
            self.assertIn(text, row["next_step"])

    def test_who_is_behind_is_told_that_records_do_not_count(self):
        refused = {"state": "rejected", "reason": "The photo shows nobody."}
        self._claim(self.visits, cause="centre", **refused)
        self._claim(self.visits, 1, cause="period", **refused)
        self.assertIn("1 records don't count: look why.", self._row()["next_step"])
        self.visits.threshold = 0
        self.assertNotIn("look why", self._row()["next_step"])

    def test_a_share_of_the_roster_is_that_of_the_people_on_it_that_day(self):
        for person in (0, 1, 2):
            self._claim(self.archives, person)
        row = self._row("L04", date="2026-10-31")
        self.assertEqual((row["actual"], row["roster"], row["state"]), (100, 3, "met"))
        self.assertEqual((self._row("L04")["actual"], self._row("L04")["roster"]), (100, 2))

    def test_who_was_never_reached_is_listed(self):
        self._claim(self.archives, 0)
        self._claim(self.archives, 1, **MISSING)
        action = self.archives.with_user(self.coordinator).action_open_unreached()
        found = self.env["service.member"].with_user(self.coordinator).search(action["domain"])
        self.assertEqual(found.partner_id, self.people[1])

    def test_each_number_opens_as_many_claims(self):
        self._claim(self.visits)
        self._claim(self.visits, 1, **MISSING)
        self._claim(self.visits, 1, res_id=7, **MISSING)
        self._claim(self.visits, 3, state="rejected", cause="roster", reason="Off")
        self._claim(self.visits, 1, res_id=8, date="2026-12-01")
        claims = self.env["service.claim"].with_user(self.viewer)
        row = self._row()
        for state in ("accepted", "claimed", "rejected"):
            action = self.visits.with_user(self.viewer).action_open_claims(state, "2026-11-21")
            self.assertEqual(claims.search_count(action["domain"]), row[state])
        self.assertEqual([row["accepted"], row["claimed"], row["rejected"]], [1, 2, 1])

    def test_reasons_are_counted_and_open_their_claims(self):
        off = {"state": "rejected", "cause": "roster"}
        self._claim(self.visits, **MISSING)
        self._claim(self.visits, 1, **MISSING)
        self._claim(self.visits, 1, res_id=5, **MISSING | {"reason": "Still missing: signature"})
        for number in range(3):
            self._claim(self.visits, 3, res_id=number, reason=f"Off on day {number}", **off)
        visits = self.visits.with_user(self.viewer)
        reasons = visits.get_reasons()
        self.assertEqual([row["count"] for row in reasons], [3, 2, 1])
        self.assertEqual(reasons[1]["reason"], MISSING["reason"])
        claims = self.env["service.claim"].with_user(self.viewer)
        for row in reasons:
            action = visits.action_open_claims(row["state"], False, row["cause"], row["reason"])
            self.assertEqual(claims.search_count(action["domain"]), row["count"])

    def test_the_project_that_runs_comes_first_and_another_is_chosen(self):
        old = self._new_project(name="Old", date_start="2025-06-16", date="2026-06-15")
        self.assertEqual(self._board()["project"]["id"], self.project.id)
        self.assertEqual(self._board(project_id=old.id)["rows"], [])

    def test_who_has_no_project_gets_no_board(self):
        self.assertIsNone(self._board(self.stranger))

    def test_twenty_five_obligations_take_as_many_queries_as_five(self):
        def count():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._board()
            return self.env.cr.sql_log_count - before

        for number in range(5):
            self._claim(self._obligation(f"X{number}"))
        count()
        few = count()
        for number in range(20):
            measure = "person" if number % 2 else "average"
            self._claim(self._obligation(f"Y{number}", measure=measure))
        self.assertLessEqual(count(), few)
        self.assertLessEqual(few, 12)

    def test_the_board_is_exported_as_shown_and_no_text_becomes_a_formula(self):
        self.visits.name = "=1+1"
        self._claim(self.visits)
        self.authenticate("obl_viewer", "obl_viewer")
        url = "/service_obligation/board/%s.xlsx?date=2026-11-21"
        answer = self.url_open(url % self.project.id)
        self.assertIn("2026-11-21.xlsx", answer.headers["Content-Disposition"])
        rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
        self.assertEqual(rows[0][0], "OBL")
        row = next(row for row in rows if row[0] == "L15")
        self.assertEqual((row[1], row[4], row[6], row[9]), ("=1+1", 80, 1, 1))
        self.authenticate("obl_stranger", "obl_stranger")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url % self.project.id).status_code, 403)
