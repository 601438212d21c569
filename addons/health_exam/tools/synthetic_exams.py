"""Exams of people who don't exist, one after another."""

from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo.addons.health_archive.tools.risk import body_mass_index

from .age_band import get_age_band
from .synthetic_exam_boxes import ExamBoxes
from .synthetic_exam_plan import Plans

_COUNTED = ("reported", "synced")
_ELDER_SHARE, _CHRONIC_SHARE, _ADULT_SHARE = 0.65, 0.75, 0.185
_CHRONIC = {"hypertension", "diabetes", "stroke", "coronary"}
_ELDER, _ADULT = 65, 18


class Station(NamedTuple):
    """A station of the hospital, with the codes of its sections."""

    id: int
    sequence: int
    sections: frozenset


class Exam(NamedTuple):
    """Columns of an exam with what hangs on it.

    :ivar links: ``{Many2many: id}``
    :ivar abnormal: sections in which something isn't normal
    :ivar refused: id of the item that wasn't wanted, or None
    :ivar stations: those it passes; ``done`` are those it has passed
    """

    columns: dict
    links: dict
    abnormal: set
    package_ids: list
    refused: int | None
    stations: list
    done: list


class Exams:
    """Draws who is examined, and what is found.

    :param exams: an empty ``health.exam``
    :param packages: those in force
    """

    def __init__(self, random, exams, packages):
        self._random, self._exams = random, exams
        self._filtration_tools = {}
        self._plans, self._boxes = Plans(packages), ExamBoxes(random, exams)

    def is_examined(self, person):
        """Two of three elders, most patients, and some of the other grown-ups."""
        draw = self._random.random()
        if person.age >= _ELDER:
            return draw < _ELDER_SHARE
        if _CHRONIC & person.tags.keys():
            return draw < _CHRONIC_SHARE
        return person.age >= _ADULT and draw < _ADULT_SHARE

    def draw(self, person, archive, stations, days):
        """:class:`Exam` of a ``Person`` with these columns of his archive.

        :param stations: all of the hospital
        :param days: ``ExamDays`` of the village
        """
        date = max(days.draw(), archive["archive_date"])
        age = relativedelta(date, person.birth_date).years
        state = days.draw_state(date)
        plan = self._plans.get(person, date)
        stations = [station for station in stations if station.sections & plan.sections]
        done = self._draw_done(stations, state)
        whole = done == stations
        sections = plan.sections if whole else set().union(*(one.sections for one in done))
        refused = plan.draw_refused(self._random) if whole else None
        answers = self._boxes.draw(person, plan.get_boxes(sections, refused))
        if state in _COUNTED:
            self._boxes.evaluate(answers)
        columns = answers.columns | _compute(answers.columns)
        columns |= {
            "archive_id": archive["id"],
            "archive_unit_id": archive["org_unit_id"],
            "region_id": archive["region_id"],
            "doctor_id": archive["doctor_id"],
            "create_uid": archive["doctor_id"],
            "write_uid": archive["doctor_id"],
            "date": date,
            "sex": person.sex,
            "age": age,
            "age_band": get_age_band(age),
            "state": state,
            "void_reason": "登记错误" if state == "void" else None,
            "is_complete": state in _COUNTED and not refused,
        }
        columns["egfr"] = self._estimate_filtration(columns)
        return Exam(
            columns, answers.links, answers.abnormal, plan.package_ids, refused, stations, done
        )

    def _estimate_filtration(self, columns):
        date, crea = columns["date"], columns["crea"]
        if not crea:
            return 0
        if date not in self._filtration_tools:
            self._filtration_tools[date] = self._exams._get_filtration_tool(date)
        tool = self._filtration_tools[date]
        rate = self._exams._estimate_filtration(tool, crea, columns["age"], columns["sex"])
        return round(rate, 2)

    def _draw_done(self, stations, state):
        if state in ("registered", "void"):
            return []
        if state == "in_progress":
            return self._random.sample(stations, self._random.randint(1, max(len(stations) - 1, 1)))
        return stations


def _compute(columns):
    """The stored columns that health.exam computes of the others."""
    left = columns["sbp_left"] or 0, columns["dbp_left"] or 0
    right = columns["sbp_right"] or 0, columns["dbp_right"] or 0
    sbp, dbp = max(left, right)
    weight, height = columns["weight"], columns["height"]
    bmi = round(body_mass_index(weight, height), 2) if weight and height else 0
    return {"sbp": sbp, "dbp": dbp, "bmi": bmi}
