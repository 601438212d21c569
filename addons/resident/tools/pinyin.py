"""Names as they are typed on a keyboard without Chinese characters."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=65536)
def _syllable(character):
    return lazy_pinyin(character, style=Style.NORMAL)[0].lower()


def to_pinyin(name):
    """``(initials, full)`` of a name: ``张三丰`` gives ``("zsf", "zhangsanfeng")``.

    Each character has its most frequent reading; who types another one finds the person by the
    characters.
    """
    syllables = [_syllable(character) for character in name or "" if character.isalnum()]
    return "".join(part[0] for part in syllables if part), "".join(syllables)
