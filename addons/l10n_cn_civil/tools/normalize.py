"""One written form for numbers that people type with blanks, in full width or lower case."""

import re
import unicodedata


def normalize(value):
    """Half-width capitals without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value or "")).upper()
