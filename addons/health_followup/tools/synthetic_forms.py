"""Codes and patterns of answers that the forms of people who don't exist are filled in with."""

from random import Random
from typing import NamedTuple

from odoo.addons.health_archive.tools import risk

from ..models.health_followup_adl import ITEMS
from ..models.health_followup_tcm import ANSWERS, SCORES

_PATTERNS = 40
_MEASURED = ("height", "weight", "waist", "bmi", "tcm_09_id", "tcm_28_id")
_COMPUTED = ("tcm_main_id", "tcm_is_undecided", "adl_total", "adl_level_id", *SCORES)
_LINKS = ("tcm_yes_ids", "tcm_tendency_ids")


class Pattern(NamedTuple):
    """One elder's answers: on self-care, and the 33 on the constitution."""

    measured: dict
    answers: dict
    links: dict


class SyntheticForms:
    """Looks each code up once.

    :param followups: empty follow-ups
    """

    def __init__(self, followups, today):
        self._codes, self._known = followups.env["health.code"], {}
        self.today, self._env = today, followups.env
        self.unanswered = _read_pattern(followups.new({"date": today}))
        self.patterns = [*self._draw_patterns(followups)]

    def code(self, list_code, code):
        """Id of a code."""
        return self.record(list_code, code).id

    def record(self, list_code, code):
        key = list_code, code
        if key not in self._known:
            self._known[key] = self._codes._get(*key)
        return self._known[key]

    def browse(self, id_):
        """The code with this id."""
        return self._codes.browse(id_)

    def get_weight_code(self, weight, height):
        """Id of the answer on overweight; None where nothing was measured."""
        if not weight or not height:
            return None
        return self.get_band("tcm_bmi", risk.body_mass_index(weight, height))

    def has_code(self, list_code, code):
        """Whether a list has the code."""
        return code in self._codes._get_ids(list_code)

    def get_band(self, scale, number):
        """Id of the code that a number means; None for 0, which is “not measured”."""
        if scale not in self._known:
            self._known[scale] = self._env["health.scale.band"]._get_steps(scale, self.today)
        return number and risk.get_step(self._known[scale], number) or None

    def get_schedule(self, programme_id):
        """health.followup.form records of a programme."""
        key = "schedule", programme_id
        if key not in self._known:
            programme = self._env["health.programme"].browse(programme_id)
            forms = self._env["health.followup.form"]._get_schedule(programme, self.today)
            self._known[key] = forms
        return self._known[key]

    def _draw_patterns(self, followups):
        """As the ORM computes them from answers drawn by chance."""
        random, made = Random(_PATTERNS), 0
        while made < _PATTERNS:
            elder = followups.new(self._draw_answers(random, followups))
            if elder.tcm_is_undecided:  # he would be asked again
                continue
            made += 1
            yield _read_pattern(elder)

    def _draw_answers(self, random, followups):
        trouble = random.choice((1, 1, 2, 2, 3))
        answers = {"date": self.today, "waist": random.randint(70, 105)}
        answers |= {"height": random.randint(145, 175), "weight": random.randint(45, 80)}
        for name in {*ANSWERS.values()} - {*_MEASURED}:
            wanted = str(random.randint(1, trouble) if name != "tcm_01_id" else 6 - trouble)
            answers[name] = self.code(followups._fields[name].code_list, wanted)
        for name in ITEMS:
            worse = "3" if random.random() < 0.05 else "1"
            answers[name] = self.code(followups._fields[name].code_list, worse)
        return answers


def _read_pattern(elder):
    answers = {*ANSWERS.values(), *ITEMS, *_COMPUTED} - {*_MEASURED}
    return Pattern(
        {name: _to_column(elder, name) for name in _MEASURED},
        {name: _to_column(elder, name) for name in sorted(answers)},
        {name: elder[name].ids for name in _LINKS},
    )


def _to_column(record, name):
    field, value = record._fields[name], record[name]
    if field.type == "many2one":
        return value.id or None
    return round(value, field.get_digits(record.env)[1]) if field.type == "float" else value
