import json
import subprocess
import sys
from pathlib import Path

from odoo.tests import BaseCase, tagged

from .template import clone_template

RACE = "county_agreement_race"


@tagged("post_install", "-at_install")
class TestAgreementRace(BaseCase):
    """Two doctors of two teams at the same moment, on a clone of the test template."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clone_template(cls, RACE)
        script = Path(__file__).with_name("agreement_race_rounds.py")
        played = subprocess.run(
            [sys.executable, str(script), RACE], capture_output=True, text=True, timeout=900
        )
        assert played.returncode == 0, played.stderr
        cls.rounds = json.loads(played.stdout.strip().splitlines()[-1])

    def test_one_signs_and_the_other_reads_the_team_of_the_first(self):
        self.assertEqual(len(self.rounds["signed"]), 10)
        for played in self.rounds["signed"]:
            self.assertEqual(played["crashes"], [])
            self.assertEqual(len(played["winners"]), 1, played)
            self.assertEqual(len(played["sentences"]), 1, played)
            self.assertIn(played["winners"][0], played["sentences"][0])

    def test_a_code_scanned_twice_at_once_is_used_once(self):
        for played in self.rounds["scanned"]:
            self.assertEqual(played["crashes"], [])
            self.assertEqual(played["used"], 1, played)
            self.assertRegex(played["sentences"][0], r"[\u4e00-\u9fff]{6}")
