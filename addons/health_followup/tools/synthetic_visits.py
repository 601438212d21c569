"""Three years of visits of people who don't exist."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from .synthetic_boxes import Adult
from .synthetic_course import YEARS, Course
from .synthetic_decision import Decider
from .synthetic_schedule import Mother, Toddler

_FACE_TO_FACE = {"1", "2"}
_EARLY = 28
"""Days that a satisfied patient may be asked to come before the last day."""
_UNSIGNED_DAYS = 2
_NOTHING = {
    "decision_id": None,
    "finding_text": None,
    "is_on_target": False,
    "proposed_class_id": None,
    "class_id": None,
}


class Visit(NamedTuple):
    """Columns of a visit with what hangs on it.

    :ivar row: of the decision table, a record
    """

    columns: dict
    links: dict
    row: object


class Visits:
    """Draws the visits to enrolments of one model.

    :param followups: empty follow-ups of that model
    """

    def __init__(self, random, followups, forms, today):
        self._random, self._followups = random, followups
        self._forms, self._today = forms, today
        self._deciders = {}

    def draw(self, followed):
        """``([Visit], Habit)`` of one enrolment, the first visit first; None: as scheduled."""
        if followed.code in ("child", "pregnancy"):
            person = (Toddler if followed.code == "child" else Mother)(
                self._random, self._forms, followed
            )
            begin = max(followed.enrolled_date, self._today - timedelta(days=365 * YEARS))
            days = person.get_days(begin, self._today)
            return [self._make(followed, person, day, None) for day in days], None
        person = Adult(self._random, self._forms, followed)
        course = Course(self._random, followed, self._today)
        visits, previous = [], None
        while course.date:
            visit = self._make(followed, person, course.date, previous)
            visits.append(visit)
            previous = visit.columns["class_id"] or previous
            course.move(visit.columns["next_date"])
        return visits, course.habit

    def _make(self, followed, person, date, previous):
        boxes, decider = person.draw(date), self._get_decider(followed)
        row, decision = decider.none, _NOTHING
        if boxes.is_measured:
            row, decision = decider.decide(
                boxes.values, _get_age(followed.birth_date, date), previous
            )
        latest = decider.get_latest(row, date)
        if hasattr(person, "get_dates"):
            latest, next_date = person.get_dates(date, latest, row.is_referral)
        else:
            calm = (latest - date).days > 2 * _EARLY
            next_date = latest - timedelta(days=self._random.randint(0, _EARLY) if calm else 0)
        columns = {
            "enrolment_id": followed.enrolment_id,
            "archive_id": followed.archive_id,
            "programme_id": followed.programme_id,
            "org_unit_id": followed.org_unit_id,
            "archive_unit_id": followed.org_unit_id,
            "region_id": followed.region_id,
            "doctor_id": followed.doctor_id,
            "create_uid": followed.doctor_id,
            "write_uid": followed.doctor_id,
            "date": date,
            "way": boxes.way,
            "is_face_to_face": boxes.way in _FACE_TO_FACE,
            "latest_next_date": latest,
            "next_date": next_date,
            **self._sign(followed, date),
        }
        return Visit(columns | decision | boxes.columns, boxes.links, row)

    def _sign(self, followed, date):
        """Of the last days' visits every third still waits for it."""
        recent = (self._today - date).days < _UNSIGNED_DAYS
        is_open = recent and self._random.random() < 0.3
        return {
            "seal_state": "open" if is_open else "sealed",
            "sealed_at": None if is_open else datetime.combine(date, time(9)),
            "sealed_by_id": None if is_open else followed.doctor_id,
        }

    def _get_decider(self, followed):
        if followed.programme_id not in self._deciders:
            programme = self._followups.env["health.programme"].browse(followed.programme_id)
            self._deciders[followed.programme_id] = Decider(self._followups, programme, self._today)
        return self._deciders[followed.programme_id]


def _get_age(birth_date, day):
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday
