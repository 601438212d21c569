"""The words of claims."""

STATES = [("claimed", "Claimed"), ("accepted", "Accepted"), ("rejected", "Rejected")]
"""Something is missing yet; it counts; it doesn't count."""

CAUSES = [
    ("missing", "Something is missing"),
    ("acceptance", "Waits for the centre"),
    ("period", "Outside the period"),
    ("roster", "Not on the roster"),
    ("record", "Doesn't qualify"),
    ("centre", "Rejected by the centre"),
    ("withdrawn", "Withdrawn"),
]

BESIDES = ("period", "roster", "withdrawn")
"""Causes for which a claim has nothing to do with the obligation, so is no failure of it either."""
