from .claim import Claim
from .figure import GROWING, Figure, Tally, Terms, make_figure
from .terms import BESIDES, CAUSES, STATES

__all__ = [
    "BESIDES",
    "CAUSES",
    "Claim",
    "Figure",
    "GROWING",
    "STATES",
    "Tally",
    "Terms",
    "make_figure",
]
