"""What is measured on grown-ups who don't exist, so that one visit fits the next."""


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
