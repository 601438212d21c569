"""Times as devices write them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_STAMP = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:\.\d+)?)?\s*(?:([+-])(\d\d)(\d\d))?"
)


def read_moment(text, zone):
    """UTC without tzinfo, as Odoo stores it; None when it isn't a time.

    HL7 and ASTM both write ``YYYYMMDD[HHMM[SS[.S…]]][±HHMM]``.

    :param zone: name of the time zone of the device's clock, where the text names none
    """
    match = _STAMP.fullmatch(text.strip())
    if not match:
        return None
    *digits, sign, hours, minutes = match.groups()
    try:
        local = datetime(*(int(part or 0) for part in digits))
        if not sign:
            local = local.replace(tzinfo=ZoneInfo(zone))
            return local.astimezone(UTC).replace(tzinfo=None)
        stamp = f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours}:{minutes}"
        return datetime.fromisoformat(stamp).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
