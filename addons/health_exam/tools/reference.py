"""Where a number lies: within the reference, outside it, or critical (domain B.2, B.6, F.3)."""

from typing import NamedTuple

DIGITS = 3
"""Decimals that count: a limit of 5.19 is 5.19, however the number came out of the machine."""


class Reference(NamedTuple):
    """What is normal for somebody; a limit of 0 is none.

    The limits of the reference are normal themselves. A critical limit is critical itself only if
    ``critical_at_limit``: “≤ 2.8”, but “< 2.8”.
    """

    low: float = 0
    high: float = 0
    critical_low: float = 0
    critical_high: float = 0
    critical_at_limit: bool = False

    def get_flag(self, value):
        """``""``, ``"L"`` or ``"H"``; ``"LL"`` or ``"HH"`` where somebody has to be called."""
        value = round(value, DIGITS)
        low, high, critical_low, critical_high = (round(limit, DIGITS) for limit in self[:4])
        if critical_low and self._is_critical(critical_low - value):
            return "LL"
        if critical_high and self._is_critical(value - critical_high):
            return "HH"
        if low and value < low:
            return "L"
        return "H" if high and value > high else ""

    def _is_critical(self, beyond):
        beyond = round(beyond, DIGITS)
        return beyond >= 0 if self.critical_at_limit else beyond > 0
