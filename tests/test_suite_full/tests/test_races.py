import json
import subprocess
import sys
from pathlib import Path

from odoo.tests import BaseCase, tagged

from .template import clone_template

RACE = "county_race"


@tagged("post_install", "-at_install")
class TestRaces(BaseCase):
    """Two to eight clerks at once, 20 rounds each way, on a clone of the test template."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clone_template(cls, RACE)
        script = Path(__file__).with_name("race_rounds.py")
        played = subprocess.run(
            [sys.executable, str(script), RACE], capture_output=True, text=True, timeout=900
        )
        assert played.returncode == 0, played.stderr
        cls.rounds = json.loads(played.stdout.strip().splitlines()[-1])

    def test_never_a_fen_or_a_bill_too_many(self):
        self.assertEqual(len(self.rounds), 40)
        self.assertEqual([played["over"] for played in self.rounds], [0.0] * 40)
        self.assertEqual([played["winners"] for played in self.rounds], [1] * 40)

    def test_every_loser_reads_a_sentence(self):
        self.assertEqual([crash for played in self.rounds for crash in played["crashes"]], [])
        for played in self.rounds:
            for sentence in played["sentences"]:
                self.assertRegex(sentence, r"[\u4e00-\u9fff]{6}")
                self.assertNotIn("psycopg2", sentence)
