"""Personal data as it may stand on a screen (domain J.3)."""


def mask_identity_number(number):
    """First six and last four characters: ``451024********0016``; short numbers keep less."""
    if not number:
        return ""
    head, tail = (6, 4) if len(number) >= 15 else (1, 2) if len(number) > 4 else (0, 0)
    return number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


def mask_phone(phone):
    """First three and last four digits: ``138****8000``; of a short number the last two."""
    digits = "".join(char for char in (phone or "").removeprefix("+86") if char.isdigit())
    head, tail = (3, 4) if len(digits) > 7 else (0, 2)
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[len(digits) - tail :]


def mask_name(name):
    """First character and stars: ``张**``."""
    return name[:1] + "*" * (len(name) - 1) if name else ""
