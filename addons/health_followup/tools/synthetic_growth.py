"""What is measured on children who don't exist, so that one visit fits the next."""

_CHILD = {
    0: (3.9, 52.0), 1: (4.5, 54.7), 3: (6.4, 61.4), 6: (7.9, 67.6), 8: (8.6, 70.6),
    12: (9.6, 75.7), 18: (10.9, 82.3), 24: (12.2, 87.1), 30: (13.3, 91.9), 36: (14.3, 96.1),
    48: (16.3, 103.3), 60: (18.3, 110.0), 72: (20.5, 116.0), 84: (22.9, 121.7),
}  # fmt: skip
"""``{months: (kg, cm)}`` of boys, about the median of the WHO standard; girls are lighter."""
_GIRL = 0.95, 0.985


class Child:
    """A child that grows along the own line."""

    def __init__(self, random, sex):
        size = random.gauss(0, 1)
        weight, height = _GIRL if sex == "2" else (1, 1)
        self._random = random
        self._weight = weight * (1 + 0.1 * size)
        self._height = height * (1 + 0.03 * size)

    def measure(self, months):
        """``(kg, cm)`` at an age."""
        older = min((at for at in _CHILD if at >= months), default=84)
        younger = max(at for at in _CHILD if at <= months) if months <= 84 else 84
        share = (months - younger) / (older - younger) if older > younger else 0
        kg, cm = (
            low + share * (high - low)
            for low, high in zip(_CHILD[younger], _CHILD[older], strict=True)
        )
        noise = self._random.gauss(1, 0.02)
        return round(kg * self._weight * noise, 1), round(cm * self._height, 1)
