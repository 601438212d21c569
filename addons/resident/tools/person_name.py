"""Names of people as they are entered, and the given name within them."""

import unicodedata

from odoo.exceptions import ValidationError

MAX_LENGTH = 50
"""WS 364: the name of a person has at most 50 characters."""
_DOTS = str.maketrans("•・‧∙．", "·····")
_MARKS = "·.-'’()（）"
# Letters, combining marks, digits and blanks; also characters that only a private or a future
# Unicode table knows, which rare Chinese names need.
_ALLOWED = ("L", "M", "Nd", "Zs", "Co", "Cn")
_COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 夏侯 司徒 南宫 长孙 宇文 司空 端木 轩辕".split()
)


def check_person_name(env, value):
    """Return a name without needless blanks, with half-width letters and one kind of dot.

    :raise ValidationError: too long, or a character that no name has (a formula, an emoji)
    """
    name = " ".join(_to_half_width(value or "").translate(_DOTS).split())
    if len(name) > MAX_LENGTH:
        raise ValidationError(
            env._(
                "The name “%(start)s…” has %(count)s characters; a name has at most %(limit)s.",
                start=name[:12],
                count=len(name),
                limit=MAX_LENGTH,
            )
        )
    strange = next((char for char in name if not _is_allowed(char)), None)
    if strange or name[:1] in tuple(_MARKS) or not name:
        raise ValidationError(
            env._(
                "“%(name)s” is no name of a person: “%(character)s” cannot stand there.",
                name=name,
                character=strange or name[:1],
            )
        )
    return name


def split_name(name):
    """``(surname, given name)``; the given name of a name with dots is what follows the last."""
    if "·" in name:
        surname, _dot, given = name.rpartition("·")
        return surname, given
    length = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:length], name[length:]


def _is_allowed(char):
    return char in _MARKS or unicodedata.category(char).startswith(_ALLOWED)


def _to_half_width(text):
    # not NFKC: it would replace rare Chinese characters by others
    return "".join(
        chr(ord(char) - 0xFEE0) if "！" <= char <= "～" and char not in "（）" else char
        for char in text.replace("　", " ")
    )
