from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.calibration_cover import Entry, get_cover_end, get_verdict

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(60)]


@st.composite
def histories(draw):
    """Up to six certificates within forty days, of up to twenty days each."""
    rows = draw(
        st.lists(st.tuples(st.integers(0, 39), st.integers(0, 19), st.booleans()), max_size=6)
    )
    entries = [
        Entry(DAYS[start], DAYS[start + length] if passed else None, key)
        for key, (start, length, passed) in enumerate(rows)
    ]
    return sorted(entries, key=lambda entry: (entry.date, entry.key))


def mark_days(entries):
    """The same question answered the slow way: a calendar on which each paper is stamped."""
    calendar = dict.fromkeys(DAYS, False)
    for entry in entries:
        for day in DAYS:
            if entry.passed and entry.date <= day <= entry.until:
                calendar[day] = True
            elif not entry.passed and day >= entry.date:
                calendar[day] = False
    return calendar


@tagged("post_install", "-at_install")
class TestCalibrationCover(BaseCase):
    @settings(deadline=None)
    @given(histories())
    def test_each_day_is_covered_as_on_a_stamped_calendar(self, entries):
        for day, covered in mark_days(entries).items():
            self.assertEqual(bool(get_verdict(entries, day)[0]), covered, (entries, day))

    @settings(deadline=None)
    @given(histories())
    def test_the_cover_ends_with_the_last_covered_day(self, entries):
        covered = [day for day, is_covered in mark_days(entries).items() if is_covered]
        self.assertEqual(get_cover_end(entries), max(covered, default=None))

    @settings(deadline=None)
    @given(histories(), st.sampled_from(DAYS))
    def test_the_certificate_named_covers_the_day_itself(self, entries, day):
        passed, entry = get_verdict(entries, day)
        if passed:
            self.assertTrue(entry.date <= day <= entry.until)
        elif entry:
            self.assertFalse(entry.passed)
            self.assertLessEqual(entry.date, day)

    @settings(deadline=None)
    @given(histories(), st.sampled_from(DAYS))
    def test_what_is_dated_later_changes_nothing(self, entries, day):
        known = [entry for entry in entries if entry.date <= day]
        self.assertEqual(get_verdict(entries, day), get_verdict(known, day))
