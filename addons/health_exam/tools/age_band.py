"""Age bands of the yearly reports of exams."""

AGE_BANDS = {
    "000": (0, "Under 18"),
    "018": (18, "18–34"),
    "035": (35, "35–44"),
    "045": (45, "45–59"),
    "060": (60, "60–64"),
    "065": (65, "65–69"),
    "070": (70, "70–74"),
    "075": (75, "75–79"),
    "080": (80, "80–84"),
    "085": (85, "85 and older"),
}
"""``{key: (from age, label)}``; the keys sort like the ages."""


def get_age_band(age):
    """Key of the band of an age in whole years."""
    return max(key for key, (first, _label) in AGE_BANDS.items() if first <= max(age, 0))
