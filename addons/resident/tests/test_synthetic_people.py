from collections import Counter
from datetime import date
from random import Random

from odoo.tests import TransactionCase

from odoo.addons.l10n_cn_civil.tools import check_identity_number

from ..tools.pinyin import to_pinyin
from ..tools.synthetic_names import mistype_name
from ..tools.synthetic_people import VillagePeople
from ..tools.synthetic_run import SyntheticRun

TODAY = date(2026, 2, 28)


class TestSyntheticPeople(TransactionCase):
    def _build(self, size=2000, seed=1):
        return VillagePeople(Random(seed), TODAY).build(size)

    def test_the_same_seed_makes_the_same_people(self):
        def describe(people):
            return [(p.name, p.sex, p.birth_date, p.relation) for p in people]

        self.assertEqual(describe(self._build()), describe(self._build()))
        self.assertNotEqual(describe(self._build()), describe(self._build(seed=2)))

    def test_everybody_lives_in_a_household_with_one_head_who_is_grown_up(self):
        people = [person for person in self._build() if not person.is_copy]
        households = {person.household.number: person.household for person in people}
        self.assertEqual(sum(len(h.people) for h in households.values()), len(people))
        for household in households.values():
            heads = [person for person in household.people if person.relation == "head"]
            self.assertEqual(len(heads), 1)
            self.assertGreaterEqual(heads[0].age, 18)

    def test_relatives_are_of_fitting_age(self):
        for person in self._build():
            head = person.household.people[0]
            if person.relation == "child":
                self.assertGreater(head.age - person.age, 20)
            elif person.relation == "parent":
                self.assertGreater(person.age - head.age, 20)
            elif person.relation == "spouse":
                self.assertNotEqual(person.sex, head.sex)

    def test_ages_are_those_of_a_county_and_agree_with_the_birth_dates(self):
        people = [person for person in self._build(20_000) if not person.is_copy]
        groups = Counter("old" if p.age >= 65 else "child" if p.age < 15 else "" for p in people)
        self.assertAlmostEqual(groups["old"] / len(people), 0.154, delta=0.02)
        self.assertAlmostEqual(groups["child"] / len(people), 0.222, delta=0.02)
        for person in people:
            age = TODAY.year - person.birth_date.year
            age -= (TODAY.month, TODAY.day) < (person.birth_date.month, person.birth_date.day)
            self.assertEqual(person.age, age)
            self.assertLessEqual(person.birth_date, TODAY)

    def test_one_in_a_hundred_is_entered_twice_with_a_slip_and_without_number(self):
        copies = [person for person in self._build() if person.is_copy]
        self.assertEqual(len(copies), 20)
        self.assertFalse([person for person in copies if person.has_number or person.relation])

    def test_a_mistyped_name_sounds_the_same(self):
        random = Random(1)
        changed = mistype_name(random, "韦伟")
        self.assertNotEqual(changed, "韦伟")
        self.assertEqual(to_pinyin(changed)[1], to_pinyin("韦伟")[1])
        self.assertEqual(mistype_name(random, "韦"), "韦")

    def test_identity_numbers_are_right_but_of_a_region_that_does_not_exist(self):
        run = SyntheticRun(None, 1, 1, TODAY)
        numbers = [run.make_identity_number(date(1960, 5, 4), sex) for sex in "12" * 500]
        self.assertEqual(len(set(numbers)), 1000)
        for number in numbers:
            self.assertEqual(check_identity_number(self.env, number), number)
            self.assertEqual(number[:14], "99000119600504")
        self.assertEqual({int(number[16]) % 2 for number in numbers[::2]}, {1})
        self.assertIsNone(run.make_identity_number(date(1960, 5, 4), "1"))
