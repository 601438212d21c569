"""What is measured on people who don't exist, so that one visit fits the next."""

_CHILD = {
    0: (3.9, 52.0), 1: (4.5, 54.7), 3: (6.4, 61.4), 6: (7.9, 67.6), 8: (8.6, 70.6),
    12: (9.6, 75.7), 18: (10.9, 82.3), 24: (12.2, 87.1), 30: (13.3, 91.9), 36: (14.3, 96.1),
    48: (16.3, 103.3), 60: (18.3, 110.0), 72: (20.5, 116.0), 84: (22.9, 121.7),
}  # fmt: skip
"""``{months: (kg, cm)}`` of boys, about the median of the WHO standard; girls are lighter."""
_GIRL = 0.95, 0.985


class Body:
    """An adult: tall or heavy for good, and a blood pressure around the own mean."""

    def __init__(self, random, sex, has_pressure, has_glucose):
        self._random = random
        tall = random.gauss(163 if sex == "1" else 153, 6)
        self.height = round(min(max(tall, 135), 190), 1)
        self._weight = min(max(random.gauss(24, 3), 16), 38) * (self.height / 100) ** 2
        self.waist = round(min(max(random.gauss(84, 9), 58), 125), 1)
        self._sbp = random.gauss(138 if has_pressure else 126, 9)
        self._dbp = random.gauss(83 if has_pressure else 77, 5)
        self._glucose = random.gauss(6.9 if has_glucose else 5.3, 1.2 if has_glucose else 0.5)
        smokes = sex == "1" and random.random() < 0.4
        self.living = {
            "smoke": random.randint(5, 30) if smokes else 0,
            "drink": float(random.randint(1, 4)) if smokes and random.random() < 0.4 else 0.0,
            "exercise_times": random.randint(0, 7),
            "exercise_minutes": random.choice((0, 20, 30, 60)),
            "salt": random.choice("112223"),
            "mind": random.choice("1112"),
            "comply": random.choice("1112"),
        }

    def measure(self):
        """Pressures (mmHg), pulse (/min), height and waist (cm), weight (kg), BMI."""
        random = self._random
        dbp = round(min(max(self._dbp + random.gauss(0, 6), 45), 125))
        weight = round(max(self._weight + random.gauss(0, 1), 30), 1)
        return {
            "sbp": round(min(max(self._sbp + random.gauss(0, 9), dbp + 15, 80), 230)),
            "dbp": dbp,
            "heart_rate": round(min(max(random.gauss(75, 8), 48), 120)),
            "height": self.height,
            "weight": weight,
            "bmi": round(weight / (self.height / 100) ** 2, 2),
        }

    def measure_glucose(self):
        """mmol/L"""
        return round(min(max(self._glucose + self._random.gauss(0, 0.7), 3.2), 20), 1)


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
