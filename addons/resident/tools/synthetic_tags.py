"""Population groups of people who don't exist, about as frequent as in a county."""

from datetime import timedelta

_YEARS = 8
_FREQUENCIES = {
    "hypertension": ((35, 0.06), (50, 0.17), (65, 0.38)),
    "diabetes": ((35, 0.012), (50, 0.045), (65, 0.09)),
    "coronary": ((50, 0.01), (65, 0.04)),
    "stroke": ((50, 0.006), (65, 0.025)),
    "disabled": ((0, 0.01), (50, 0.04)),
    "veteran": ((40, 0.01),),
    "special_family": ((50, 0.004),),
}
"""``{code: ((from age, share), …)}``; the last step that fits holds."""
_PREGNANT_AGES, _PREGNANT_SHARE, _PREGNANT_DAYS = range(20, 41), 0.03, 240


def draw_tags(random, person, today):
    """``{code: since when}`` of the groups that are stated, not those by age."""
    tags = {
        code: today - timedelta(days=random.randrange(1, 365 * _YEARS))
        for code, steps in _FREQUENCIES.items()
        if random.random() < _get_share(steps, person.age)
    }
    if person.household.poor:
        tags[person.household.poor] = today - timedelta(days=365 * 5)
    if person.sex == "2" and person.age in _PREGNANT_AGES and random.random() < _PREGNANT_SHARE:
        tags["pregnant"] = today - timedelta(days=random.randrange(1, _PREGNANT_DAYS))
    return {code: max(since, person.birth_date) for code, since in tags.items()}


def _get_share(steps, age):
    return max((share for from_age, share in steps if age >= from_age), default=0)
