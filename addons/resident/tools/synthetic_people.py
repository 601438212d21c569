"""The people of a village that doesn't exist: ages, households, and who was entered twice.

Pure Python, and the same for the same ``random``: what is drawn depends on nothing else.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from .synthetic_names import draw_given_name, draw_surname, mistype_name

_PYRAMID = (64, 80, 78, 60, 46, 46, 62, 72, 66, 66, 76, 76, 54, 48, 42, 28, 18, 11, 5, 2)
"""Per mille in each five years of age; rounded from the 2020 census of Guangxi's counties."""
_MALE_SHARE = 0.52
_OLD_MALE_SHARE = 0.42
_ETHNIC_GROUPS = {"08": 96, "01": 3, "13": 0.6, "06": 0.4}
"""GB/T 3304: Zhuang, Han, Yao, Miao."""
COPIED_SHARE = 0.01
_HEAD_AGES = (range(28, 66), range(66, 101), range(18, 28))
"""Families form around a head of middle age first, then couples of old people, then singles."""


@dataclass(slots=True)
class Household:
    """People under one roof. ``poor`` is what a household register says of all of them."""

    number: int
    ethnic_code: str
    poor: str = ""
    people: list = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """Someone who doesn't exist. ``tags`` is ``{code of the population group: since when}``."""

    sex: str
    birth_date: date
    age: int
    name: str = ""
    household: Household | None = None
    relation: str | None = None
    is_copy: bool = False
    has_number: bool = False
    phone: str | None = None
    tags: dict = field(default_factory=dict)
    id: int | None = None

    @property
    def ethnic_code(self):
        return self.household.ethnic_code


class VillagePeople:
    """Builds the people of one village around ``today``."""

    def __init__(self, random, today):
        self._random, self._today = random, today
        self._waiting = {"1": {}, "2": {}}
        self.households = []

    def build(self, size):
        """``size`` people, one in a hundred of whom is another one's second entry."""
        copies = round(size * COPIED_SHARE)
        people = [self._draw_person() for _index in range(size - copies)]
        for person in people:
            self._waiting[person.sex].setdefault(person.age, []).append(person)
        for ages in _HEAD_AGES:
            while head := self._take_head(ages):
                self._found(head)
        self._place_children()
        for household in self.households:
            self._name(household)
        return people + [self._copy(person) for person in self._random.sample(people, copies)]

    def _draw_person(self):
        group = self._random.choices(range(len(_PYRAMID)), _PYRAMID)[0]
        age = 5 * group + self._random.randrange(5)
        share = _OLD_MALE_SHARE if age >= 75 else _MALE_SHARE
        sex = "1" if self._random.random() < share else "2"
        # between the day after the next birthday's and this year's birthday
        first = _years_before(self._today, age + 1) + timedelta(days=1)
        days = (_years_before(self._today, age) - first).days
        birth_date = first + timedelta(days=self._random.randint(0, days))
        has_number = self._random.random() < (0.99 if age else 0.4)
        return Person(sex, birth_date, age, has_number=has_number)

    def _take_head(self, ages):
        sex = "1" if self._random.random() < 0.8 else "2"
        return self._take(sex, ages) or self._take("2" if sex == "1" else "1", ages)

    def _take(self, sex, ages):
        """Somebody of that sex and age who has no household yet; None if there is nobody."""
        waiting = self._waiting[sex]
        start = self._random.randrange(len(ages))
        for age in (*ages[start:], *ages[:start]):
            if waiting.get(age):
                return waiting[age].pop()
        return None

    def _take_any(self, ages):
        sex = self._random.choice("12")
        return self._take(sex, ages) or self._take("2" if sex == "1" else "1", ages)

    def _found(self, head):
        draw, age = self._random.random, head.age
        code = self._random.choices([*_ETHNIC_GROUPS], [*_ETHNIC_GROUPS.values()])[0]
        household = Household(len(self.households) + 1, code)
        household.poor = "poverty" if draw() < 0.12 else "minimum_living" if draw() < 0.04 else ""
        self.households.append(household)
        self._join(household, head, "head")
        if age >= 22 and draw() < 0.88:
            other = "2" if head.sex == "1" else "1"
            self._join(household, self._take(other, range(max(20, age - 6), age + 5)), "spouse")
        for _child in range(self._random.choices(range(4), (12, 34, 40, 14))[0]):
            ages = range(max(0, age - 38), min(36, age - 21))
            self._join(household, ages and self._take_any(ages), "child")
        if age >= 50 and draw() < 0.55:
            self._join(household, self._take_any(range(min(16, age - 42))), "grandchild")
        if age < 62 and draw() < 0.45:
            self._join(household, self._take_any(range(age + 21, age + 38)), "parent")

    @staticmethod
    def _join(household, person, relation):
        if person:
            person.household, person.relation = household, relation
            household.people.append(person)

    def _place_children(self):
        """Children whose parents work elsewhere stay with somebody of the village."""
        for ages in self._waiting.values():
            for people in ages.values():
                for person in people:
                    household = self._random.choice(self.households)
                    self._join(household, person, "other")

    def _name(self, household):
        random, head = self._random, household.people[0]
        own, married = draw_surname(random), draw_surname(random)
        family = own if head.sex == "1" else married
        for person in household.people:
            surname = {"head": own, "spouse": married, "child": family, "grandchild": family}.get(
                person.relation
            )
            if person.relation == "parent" and person.sex == "1":
                surname = own
            person.name = (surname or draw_surname(random)) + draw_given_name(random, person.sex)

    def _copy(self, person):
        """The same person entered again without a number, with one slip."""
        copy = Person(
            person.sex, person.birth_date, person.age, person.name, person.household,
            is_copy=True,
        )  # fmt: skip
        match self._random.randrange(4):
            case 0:
                copy.name = mistype_name(self._random, person.name)
            case 1 if person.birth_date.day <= 12:
                swapped = person.birth_date.replace(
                    month=person.birth_date.day, day=person.birth_date.month
                )
                copy.birth_date = min(swapped, person.birth_date)
            case 2 if person.age >= 10:
                copy.birth_date = _years_before(person.birth_date, -10)
        copy.age = _get_age(copy.birth_date, self._today)
        return copy


def _years_before(day, years):
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _get_age(birth_date, day):
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday
