"""Texts cut to the lines of a printed form."""

from unicodedata import east_asian_width

NARROW = 0.6
"""Width of a Latin letter or digit in the breadth of a Chinese character, rather too much."""


def split_lines(text, width, count):
    """``text`` in exactly ``count`` lines of ``width`` Chinese characters; ``…`` ends what is too long.

    Lines that stay empty are ``""``.
    """
    lines, room = [""], width
    for letter in " ".join((text or "").split()):
        breadth = 1 if east_asian_width(letter) in "WFA" else NARROW
        if breadth > room:
            if len(lines) == count:
                lines[-1] = f"{lines[-1][:-1]}…"
                break
            lines.append("")
            room = width
        lines[-1] += letter
        room -= breadth
    return lines + [""] * (count - len(lines))
