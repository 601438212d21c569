"""Times of appointments as people write them."""

import re
import unicodedata
from datetime import time

_HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
MAX_LENGTH = 20


def clean_time_slot(text):
    """``text`` with hours of two digits, so that slots sort: ``08:30-09:00``; words stay, as 上午.

    :raise ValueError: an hour that doesn't exist, or too long
    """
    text = "".join(unicodedata.normalize("NFKC", text or "").split())
    text = text.replace("—", "-").replace("–", "-").replace("~", "-")
    if len(text) > MAX_LENGTH:
        raise ValueError(text)
    return _HOUR.sub(lambda found: f"{time(int(found[1]), int(found[2])):%H:%M}", text)
