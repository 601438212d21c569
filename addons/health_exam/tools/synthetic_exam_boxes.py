"""Answers on the examination forms of people who don't exist."""

from collections import defaultdict
from typing import NamedTuple

from odoo.addons.health_archive.tools.synthetic_body import Body

_NUMBERS = {
    "temperature": (36.5, 0.2, 35.6, 37.3, 1),
    "respiration": (17, 1.5, 13, 22, 0),
    "vision_left": (4.6, 0.25, 3.8, 5.2, 1),
    "vision_right": (4.6, 0.25, 3.8, 5.2, 1),
    "wbc": (6.3, 1.5, 2.6, 14.0, 2),
    "plt": (215, 52, 70, 480, 0),
    "ast": (24, 7, 9, 160, 1),
    "tbil": (13, 4.5, 3.5, 45, 1),
    "urea": (5.6, 1.4, 2.0, 19.0, 2),
    "tc": (4.9, 0.95, 2.4, 9.5, 2),
    "tg": (1.55, 0.8, 0.4, 9.0, 2),
    "ldl": (2.9, 0.75, 0.8, 6.0, 2),
    "hdl": (1.35, 0.28, 0.6, 2.4, 2),
}
"""``{box: (mean, spread, lowest, highest, decimals)}``"""
_BY_SEX = {
    "hgb": {"1": (146, 13, 70, 185, 0), "2": (130, 12, 65, 168, 0)},
    "alt": {"1": (25, 11, 6, 240, 1), "2": (20, 9, 5, 210, 1)},
    "crea": {"1": (80, 17, 45, 380, 1), "2": (63, 14, 35, 300, 1)},
}
_WEIGHTS = {
    "exercise_id": {"1": 38, "2": 14, "3": 26, "4": 22},
    "diet_ids": {"1": 78, "2": 8, "3": 14},
    "teeth_ids": {"1": 52, "2": 36, "3": 5, "4": 7},
    "elder_health_id": {"1": 34, "2": 45, "3": 11, "4": 8, "5": 2},
    "elder_adl_id": {"1": 90, "2": 7, "3": 2, "4": 1},
    "symptom_ids": {"01": 74, "02": 4, "03": 8, "14": 9, "13": 3, "15": 2},
    "urine_protein_id": {"1": 93, "2": 4, "3": 2, "4": 1},
    "urine_glucose_id": {"1": 94, "3": 3, "4": 2, "5": 1},
    "pedis_id": {"2": 95, "3": 2, "4": 3},
}
"""``{box: {code: how frequent}}`` of what isn't nearly always the normal answer."""
_TEXTS = {
    "ecg_id": ("ecg_text", 0.22, ("窦性心动过缓", "ST-T改变", "房性早搏", "完全性右束支传导阻滞")),
    "ultrasound_id": ("ultrasound_text", 0.31, ("脂肪肝", "胆囊结石", "右肾囊肿", "肝囊肿")),
}
"""``{box: (box of the words, share, words)}``"""
_OF_DISEASES = {
    "problem_cerebro_ids": ("stroke", "2"),
    "problem_heart_ids": ("coronary", "3"),
}
_ABNORMAL_SHARE = 0.025
_NONE_FOUND, _ABNORMAL = "1", "2"
_DIET = "3"
_SMOKES, _DRINKS, _NEVER = "3", "2", "1"
_SMOKER_AGE = 20


class Answers(NamedTuple):
    """What one form says.

    :ivar columns: ``{column: value}``, the same columns for everybody
    :ivar links: ``{Many2many: id}``
    :ivar abnormal: sections with an answer that isn't the normal one
    """

    columns: dict
    links: dict
    abnormal: set


class ExamBoxes:
    """Fills in the boxes that are asked of one person after another.

    :param exams: an empty ``health.exam``
    """

    def __init__(self, random, exams):
        self._random, self._fields = random, exams._fields
        self._lists = exams._get_code_fields()
        self._sections = {name: exams._get_section_of(name) for name in exams._get_boxes()}
        self._columns = [name for name in self._sections if exams._fields[name].column_type]
        self._ids, self._normal, self._others = {}, {}, defaultdict(list)
        lists = [("list_code", "in", [*self._lists.values()]), ("valid_to", "=", False)]
        for code in exams.env["health.code"].search(lists):
            self._ids[code.list_code, code.code] = code.id
            if code.is_normal:
                self._normal[code.list_code] = code.id
            elif not code.needs_text:
                self._others[code.list_code].append(code.id)

    def draw(self, person, asked):
        """:class:`Answers` of a ``Person`` to the boxes ``asked``."""
        answers = Answers(dict.fromkeys(self._columns), {}, set())
        body = Body(
            self._random, person.sex, "hypertension" in person.tags, "diabetes" in person.tags
        )
        numbers = self._measure(body)
        for name in asked:
            if name in self._lists:
                self._answer(answers, person, name)
            elif name in numbers:
                answers.columns[name] = numbers[name]
            elif limits := _NUMBERS.get(name) or _BY_SEX.get(name, {}).get(person.sex):
                answers.columns[name] = self._draw_number(*limits)
        return answers

    def evaluate(self, answers):
        """What the chief examiner writes before the report, as long as nothing is found."""
        answers.columns["evaluation_id"] = self._ids["exam_evaluation", _NONE_FOUND]
        answers.columns["guidance_text"] = "饮食清淡，适量运动，按时复查。"
        answers.links["risk_control_ids"] = self._ids["exam_risk_control", _DIET]

    def _measure(self, body):
        """Both arms, of which one is a little higher, and what else one body has."""
        found, random = body.measure(), self._random
        other = random.randint(-8, 8)
        dbp = max(found["dbp"] + other // 2, 40)
        return {
            "sbp_left": found["sbp"],
            "dbp_left": found["dbp"],
            "sbp_right": max(found["sbp"] + other, dbp + 10),
            "dbp_right": dbp,
            "pulse": found["heart_rate"],
            "heart_rate": found["heart_rate"],
            "height": found["height"],
            "weight": found["weight"],
            "waist": body.waist,
            "fbg": body.measure_glucose(),
        }

    def _draw_number(self, mean, spread, low, high, decimals):
        number = min(max(self._random.gauss(mean, spread), low), high)
        return round(number, decimals) if decimals else round(number)

    def _answer(self, answers, person, name):
        list_code = self._lists[name]
        code_id = getattr(self, f"_draw_{name}", self._draw_code)(answers, person, name)
        if self._fields[name].type == "many2many":
            answers.links[name] = code_id
        else:
            answers.columns[name] = code_id
        if list_code in self._normal and code_id != self._normal[list_code]:
            answers.abnormal.add(self._sections[name])

    def _draw_code(self, answers, person, name):
        list_code, random = self._lists[name], self._random
        if name in _WEIGHTS:
            weights = _WEIGHTS[name]
            (code,) = random.choices([*weights], [*weights.values()])
            return self._ids[list_code, code]
        if name in _TEXTS:
            return self._draw_with_text(answers, name, *_TEXTS[name])
        disease, code = _OF_DISEASES.get(name, (None, None))
        if disease in person.tags:
            return self._ids[list_code, code]
        if self._others[list_code] and random.random() < _ABNORMAL_SHARE:
            return random.choice(self._others[list_code])
        return self._normal[list_code]

    def _draw_with_text(self, answers, name, text, share, words):
        if self._random.random() >= share:
            return self._normal[self._lists[name]]
        answers.columns[text] = self._random.choice(words)
        return self._ids[self._lists[name], _ABNORMAL]

    def _draw_smoke_id(self, answers, person, name):
        smokes = person.sex == "1" and person.age >= _SMOKER_AGE and self._random.random() < 0.38
        if smokes:
            answers.columns["smoke_per_day"] = self._random.randint(3, 30)
            answers.columns["smoke_start_age"] = _SMOKER_AGE
        return self._ids[self._lists[name], _SMOKES if smokes else _NEVER]

    def _draw_drink_id(self, answers, person, name):
        drinks = person.sex == "1" and self._random.random() < 0.3
        return self._ids[self._lists[name], _DRINKS if drinks else _NEVER]
