"""Answers in the basic forms of people who don't exist."""

from itertools import accumulate

_COMMON = {
    "blood_abo_id": ("blood_abo", {"1": 22, "2": 26, "3": 38, "4": 5, "5": 9}),
    "blood_rh_id": ("blood_rh", {"1": 1, "2": 80, "3": 19}),
    "env_kitchen_id": ("env_kitchen", {"1": 10, "2": 45, "3": 15, "4": 30}),
    "env_fuel_id": ("env_fuel", {"1": 60, "2": 4, "4": 6, "5": 30}),
    "env_water_id": ("env_water", {"1": 78, "3": 20, "4": 2}),
    "env_toilet_id": ("env_toilet", {"1": 72, "2": 20, "3": 6, "5": 2}),
    "env_livestock_id": ("env_livestock", {"1": 55, "2": 35, "3": 2, "4": 8}),
}
_EDUCATION = {
    6: {"8": 1},
    13: {"7": 1},
    16: {"2": 8, "3": 12, "4": 10, "6": 20, "7": 50},
    35: {"2": 4, "3": 5, "4": 4, "6": 12, "7": 60, "8": 15},
    60: {"6": 4, "7": 25, "8": 50, "9": 21},
}
_OCCUPATION = {
    16: {"1": 6, "2": 5, "3": 22, "4": 40, "5": 18, "7": 5, "8": 4},
    65: {"4": 70, "8": 30},
}
_MARITAL = {
    16: {"1": 1},
    22: {"1": 45, "2": 52, "4": 3},
    35: {"1": 6, "2": 84, "3": 4, "4": 6},
    70: {"1": 2, "2": 58, "3": 38, "4": 2},
}
_BY_AGE = {
    "education_id": ("education", _EDUCATION),
    "occupation_id": ("occupation", _OCCUPATION),
    "marital_id": ("marital", _MARITAL),
}
"""``{field: (list, {from age: {code: how frequent}})}``"""
_SEVERAL = {
    "payment_ids": ("payment", {"1": 6, "3": 88, "4": 4, "7": 2}),
    "allergy_ids": ("allergy", {"1": 96, "2": 3, "3": 1}),
    "exposure_ids": ("exposure", {"1": 98, "2": 2}),
    "family_father_ids": ("family_disease", {"1": 82, "2": 13, "3": 3, "7": 2}),
    "family_mother_ids": ("family_disease", {"1": 82, "2": 13, "3": 3, "7": 2}),
    "disability_ids": ("disability", {"1": 100}),
}
_DISABLED = {"2": 12, "3": 24, "4": 2, "5": 54, "6": 8}
_HISTORIES = ("surgery_history", "trauma_history", "transfusion_history", "genetic_history")
_NONE, _SOME = "1", "2"
DISEASES = {"hypertension": "2", "diabetes": "3", "coronary": "4", "stroke": "7"}
"""``{population group: code of the disease in the history}``"""
_CARELESS_SHARE = 0.35
"""Share of forms in which some boxes are left empty."""


class FormAnswers:
    """Draws the answers of one form after another; ``get_id(list, code)`` finds a code."""

    def __init__(self, random, get_id):
        self._random = random

        def prepare(list_code, weights):
            # a county asks for millions of answers
            return [get_id(list_code, code) for code in weights], [*accumulate(weights.values())]

        self._common = {name: prepare(*box) for name, box in _COMMON.items()}
        self._by_age = {
            name: [(age, prepare(list_code, weights)) for age, weights in steps.items()][::-1]
            for name, (list_code, steps) in _BY_AGE.items()
        }
        self._several = {name: prepare(*box) for name, box in _SEVERAL.items()}
        self._disabled = prepare("disability", _DISABLED)

    def draw(self, person):
        """``(columns, {field of several answers: one of them})``, empty boxes included."""
        single = {name: self._draw(box) for name, box in self._common.items()}
        for name, steps in self._by_age.items():
            box = next((box for age, box in steps if person.age >= age), None)
            single[name] = box and self._draw(box)
        several = {name: self._draw(box) for name, box in self._several.items()}
        if "disabled" in person.tags:
            several["disability_ids"] = self._draw(self._disabled)
        single |= dict.fromkeys(_HISTORIES, _NONE)
        single["disease_history"] = _SOME if DISEASES.keys() & person.tags.keys() else _NONE
        if self._random.random() < _CARELESS_SHARE:
            self._leave_empty(single, several)
        return single, several

    def _leave_empty(self, single, several):
        boxes = [*single, *several]
        for name in self._random.sample(boxes, self._random.randint(1, 4)):
            if name in several:
                del several[name]
            elif single[name] != _SOME:
                single[name] = None

    def _draw(self, box):
        ids, weights = box
        return self._random.choices(ids, cum_weights=weights)[0]
