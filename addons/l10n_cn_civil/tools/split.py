"""Splitting money so that nothing is lost: whole cents, largest remainder, exact totals.

All amounts are ``Decimal`` yuan with two decimals at the border and integer fen inside;
a float never takes part. Source: the house rule "money sums exactly" and domain I.3.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

FEN = Decimal("0.01")


def to_fen(amount) -> int:
    """Return yuan as whole fen, half a fen rounded up (``Decimal``, ``str``, ``int`` or ``float``)."""
    return int((Decimal(str(amount)) / FEN).to_integral_value(ROUND_HALF_UP))


def to_yuan(fen: int) -> float:
    """Return whole fen as the yuan that a Monetary field stores."""
    return float(Decimal(fen) * FEN)


def split(total: int, weights: list) -> list[int]:
    """Split ``total`` (fen or pieces) by ``weights`` with the largest-remainder method.

    The parts are never negative, never exceed ``total * weight / sum`` rounded up, and sum to
    ``total``; equal remainders go to the earlier part. Weights may be ints or ``Decimal``.

    :raise ValueError: negative total or weight, or nothing to split by while total is not zero
    """
    weights = _to_whole(weights)
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("neither the total nor a weight may be negative")
    if not total:
        return [0] * len(weights)
    whole = sum(weights)
    if not whole:
        raise ValueError("nothing to split by")
    parts, remainders = zip(*(divmod(total * weight, whole) for weight in weights), strict=True)
    parts = list(parts)
    left = total - sum(parts)
    if left:
        for i in sorted(range(len(parts)), key=lambda i: (-remainders[i], i))[:left]:
            parts[i] += 1
    return parts


def _to_whole(weights):
    """Return ``weights`` as ints in the same proportion."""
    if all(type(weight) is int for weight in weights):
        return weights
    exact = [Fraction(str(weight)) for weight in weights]
    scale = lcm(*(part.denominator for part in exact))
    return [int(part * scale) for part in exact]


def split_table(rows: list[int], columns: list[int]) -> list[list[int]]:
    """Split every column over the rows so that rows *and* columns sum exactly.

    Each column is split by what the rows still have open, so no row is ever overdrawn, no cell
    negative, and the last column takes the rest.

    :param rows: what each owner has to pay in all (fen)
    :param columns: what falls due at each instalment and fund, in order (fen)
    :return: ``cells[column][row]``
    :raise ValueError: the two sums differ
    """
    if sum(rows) != sum(columns):
        raise ValueError("rows and columns must have one and the same sum")
    left = list(rows)
    cells = []
    for column in columns:
        parts = split(column, left)
        left = [rest - part for rest, part in zip(left, parts, strict=True)]
        cells.append(parts)
    return cells
