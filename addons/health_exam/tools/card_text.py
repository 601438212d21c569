"""What a scanner or an identity card reader types into a box.

Readers of second-generation cards deliver the fields of the card in the order of the chip (GA/T
1011): name, sex, ethnic group, birth, address, number, issuing authority, term; which sign stands
between them is a setting of the reader. The number is therefore known by its shape, and the name by
being the first field.
"""

import re
import unicodedata
from typing import NamedTuple

_SEPARATOR = re.compile(r"[|,;，；、\t\r\n]+")
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_ONE_IDENTITY = re.compile(r"\d{17}[0-9Xx]|\d{15}")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,}")


class CardText(NamedTuple):
    """``numbers``: what has the shape of an identity number; ``name``: of a card, else empty."""

    text: str
    numbers: list
    name: str = ""


def read_card_text(text):
    """The parts of ``text`` that tell a person; blanks and full-width signs don't matter."""
    text = unicodedata.normalize("NFKC", text or "").strip()
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1:
        numbers = list(dict.fromkeys(_IDENTITY.findall(text)))
        name = parts[0].replace(" ", "")
        return CardText(text, numbers, name if numbers and _NAME.fullmatch(name) else "")
    text = parts[0] if parts else ""  # without the sign that some scanners end with
    compact = "".join(text.split())
    return CardText(text, [compact] if _ONE_IDENTITY.fullmatch(compact) else [])
