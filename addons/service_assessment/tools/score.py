"""How points are shared and earned; nothing here asks a database."""

from decimal import ROUND_FLOOR, Decimal

CENT = Decimal("0.01")


def share_points(weights, total):
    """``total`` shared by ``weights``, to a hundredth each, so that the parts sum to it exactly.

    What rounding leaves over goes to those who lost most by it. Nothing is shared where no weight is
    above zero.
    """
    whole, summed = _exact(total), sum(map(_exact, weights))
    if not summed:
        return [0.0] * len(weights)
    exact = [whole * _exact(weight) / summed for weight in weights]
    parts = [part.quantize(CENT, ROUND_FLOOR) for part in exact]
    losses = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in losses[: int((whole.quantize(CENT) - sum(parts)) / CENT)]:
        parts[at] += CENT
    return [float(part) for part in parts]


def get_ratio(state, actual, expected, cap=1.0):
    """The part of its points that an obligation earns, from nothing to one; None: it has no number.

    It is what was reached of what was due by the day, at most ``cap`` and at most all. What is met or
    on track earns all; where nothing is due yet (``open``) or nothing is counted (``listed``), there
    is no number.
    """
    if state in ("listed", "open"):
        return None
    if state in ("met", "on_track"):
        return min(1.0, cap)
    if not expected:
        return 0.0
    return min(1.0, cap, max(0.0, (actual or 0.0) / expected))


def _exact(number):
    return Decimal(str(number))
