from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """One indicator of one unit in one period; ``value`` is None where there is none."""

    numerator: Decimal
    denominator: Decimal | None
    value: Decimal | None
    target: Decimal | None = None
    expected: Decimal | None = None
    light: str = "none"
    note: str = ""

    @property
    def gap(self):
        """Value minus target, in the unit of the indicator; None without either."""
        if self.value is None or self.target is None:
            return None
        return self.value - self.target


def round_half_up(number):
    """Two decimals; a half goes up, as in the tables of the national statistics."""
    return number.quantize(CENT, ROUND_HALF_UP)


def ratio(numerator, denominator, factor=1):
    """``factor`` × numerator / denominator with two decimals; None where nothing is to divide."""
    if not denominator:
        return None
    return round_half_up(numerator * factor / denominator)


def traffic_light(value, expected, *, lower_is_better, warning_percent):
    """``green`` where the expected value is reached, ``yellow`` near it, ``red`` below.

    :param warning_percent: what share of the expected value still is yellow
    """
    if value is None or expected is None:
        return "none"
    reached, demanded = (expected, value) if lower_is_better else (value, expected)
    if reached >= demanded:
        return "green"
    return "yellow" if reached * 100 >= demanded * warning_percent else "red"
