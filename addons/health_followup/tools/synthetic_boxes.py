"""The boxes of the forms for grown-ups, filled in for people who don't exist."""

from typing import NamedTuple

from odoo.addons.health_archive.tools.synthetic_body import Body

_WAYS = {"1": 58, "2": 34, "3": 8}
_TELEPHONE = "3"
_DISEASES = {"hypertension", "diabetes", "stroke", "coronary"}
_MENTAL = {
    "smd_sleep_id": ("smd_grade", "1"),
    "smd_diet_id": ("smd_grade", "1"),
    "smd_life_id": ("smd_grade", "2"),
    "smd_housework_id": ("smd_grade", "2"),
    "smd_work_id": ("smd_work", "2"),
    "smd_learning_id": ("smd_grade", "2"),
    "smd_social_id": ("smd_grade", "2"),
    "smd_restraint_id": ("smd_restraint", "1"),
    "smd_hospital_id": ("smd_hospital", "0"),
    "smd_laboratory_id": ("smd_laboratory", "1"),
    "smd_adherence_id": ("smd_adherence", "1"),
    "smd_adr_id": ("smd_adr", "1"),
    "smd_effect_id": ("smd_outcome", "2"),
}


class Boxes(NamedTuple):
    """What one visit found.

    :ivar columns: ``{column: value}``
    :ivar links: ``{Many2many: ids}``
    :ivar values: what the decision depends on; codes as records
    :ivar is_measured: whether there is a decision at all
    """

    way: str
    columns: dict
    links: dict
    values: dict
    is_measured: bool = True


class Adult:
    """Fills in the forms of one grown-up in one programme, but of mothers.

    :param forms: ``SyntheticForms``
    """

    def __init__(self, random, forms, followed):
        self._random, self._forms, self._followed = random, forms, followed
        code = followed.code
        self._body = Body(random, followed.sex, code in _DISEASES, code == "diabetes")
        self._pattern = random.choice(forms.patterns) if code == "elder" else None
        self._draw = getattr(self, f"_draw_{code}")

    def draw(self, date):
        """:class:`Boxes` of a visit."""
        (way,) = self._random.choices([*_WAYS], [*_WAYS.values()])
        return self._draw(way, way != _TELEPHONE, date)

    def _draw_body(self, met):
        """``(columns, values)`` of what is measured at every visit."""
        vitals = self._body.measure()
        if not met:
            vitals = dict.fromkeys(vitals, 0)
        weight = self._forms.get_weight_code(vitals["weight"], vitals["height"])
        return vitals | self._body.living | {"tcm_09_id": weight}, vitals

    def _draw_disease(self, way, met, columns, links):
        """What all forms of diseases ask, with ``columns`` of one of them."""
        random = self._random
        found, values = self._draw_body(met)
        harm = {
            "adr": "2" if random.random() < 0.015 else "1",
            "complication": "2" if random.random() < 0.004 else "1",
        }
        (adherence,) = random.choices("123", (80, 16, 4))
        found |= harm | columns | {"adherence_id": self._forms.code("adherence", adherence)}
        return Boxes(way, found, links, values | harm | columns, met)

    def _draw_hypertension(self, way, met, _date):
        links = {"htn_symptom_ids": [self._forms.code("htn_symptom", "1")]}
        return self._draw_disease(way, met, {}, links)

    def _draw_diabetes(self, way, met, _date):
        code, is_fasting = self._forms.code, self._random.random() < 0.85
        glucose = self._body.measure_glucose() if met else 0.0
        columns = {
            "dm_glucose": glucose,
            "dm_glucose_type_id": code("dm_glucose", "1" if is_fasting else "2"),
            "dm_fasting_glucose": glucose if is_fasting else 0.0,
            "dm_other_glucose": 0.0 if is_fasting else glucose,
            "dm_low_id": code("dm_low", "1"),
            "dm_pulse_id": code("dm_pulse", "1"),
        }
        return self._draw_disease(way, met, columns, {"dm_symptom_ids": [code("dm_symptom", "1")]})

    def _draw_stroke(self, way, met, date):
        since = self._followed.enrolled_date
        months = 12 * (date.year - since.year) + date.month - since.month - (date.day < since.day)
        limb = self._forms.code("stroke_limb", "1") if met else None
        boxes = self._draw_disease(way, met, {"stroke_limb_id": limb}, {})
        return boxes._replace(values=boxes.values | {"stroke_month": months + 1})

    def _draw_coronary(self, way, met, _date):
        links = {"chd_symptom_ids": [self._forms.code("chd_symptom", "1")]}
        return self._draw_disease(way, met, {}, links)

    def _draw_general(self, way, met, _date):
        columns, values = self._draw_body(met)
        return Boxes(way, columns | {"gen_content": "询问健康状况，健康教育"}, {}, values)

    def _draw_poverty(self, way, met, _date):
        columns, values = self._draw_body(met)
        columns |= {
            "pov_employed": self._random.choice("12"),
            "pov_ill": "2",
            "pov_own_health_id": self._forms.code("pov_health", self._random.choice("1112")),
        }
        links = {"pov_source_ids": [self._forms.code("pov_source", "2")]}
        return Boxes(way, columns, links, values)

    def _draw_elder(self, way, met, _date):
        """At four visits in five all questions are answered, each year as the year before."""
        columns, values = self._draw_body(met)
        answers = met and self._random.random() < 0.8
        pattern, none = self._pattern, self._forms.unanswered
        columns |= pattern.measured if met else none.measured
        columns |= pattern.answers if answers else none.answers
        links = pattern.links if answers else none.links
        if answers:
            values = values | {"adl_level_id": self._forms.browse(columns["adl_level_id"])}
        symptoms = {"elder_symptom_ids": [self._forms.code("symptom", "01")]}
        return Boxes(way, columns, links | symptoms, values)

    def _draw_mental(self, way, _met, _date):
        draw, forms = self._random.random(), self._forms
        insight = "2" if self._random.random() < 0.15 else "1"
        answers = _MENTAL | {
            "smd_risk_id": ("smd_risk", "0" if draw < 0.85 else "1" if draw < 0.98 else "3"),
            "smd_insight_id": ("smd_insight", insight),
        }
        columns = {name: forms.code(*answer) for name, answer in answers.items()}
        return Boxes(way, columns, {}, {n: forms.record(*answer) for n, answer in answers.items()})
