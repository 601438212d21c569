"""Bytes of devices as text."""

import re

DECLARED = {
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "GB 18030-2000": "gb18030",
    "GB18030": "gb18030",
    "GBK": "gb18030",
    "GB2312": "gb18030",
}
"""MSH-18 (HL7 table 0211) and what Chinese devices write there instead."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def get_charset(declared):
    """Name of Python's codec, empty when nothing known is declared."""
    name = declared.strip().upper()
    return DECLARED.get(name) or (f"iso{name.replace('/', '-')}" if _is_iso(name) else "")


def decode(raw, charset=""):
    """Text of bytes in that charset, or else in UTF-8 or GB18030, whichever fits.

    Never fails: what fits none has U+FFFD where a character couldn't be read.
    """
    for name in dict.fromkeys(filter(None, (charset, "utf-8", "gb18030"))):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode(charset or "utf-8", "replace")


def clean(text, length):
    """One line without control characters, which a database refuses or a screen hides."""
    return " ".join(_CONTROL.sub("", text).split())[:length]


def _is_iso(name):
    return bool(re.fullmatch(r"8859/([1-9]|1[0-1]|1[3-6])", name))
