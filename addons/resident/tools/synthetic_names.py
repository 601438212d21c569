"""Names of people who don't exist, as common as names of a county in Guangxi are."""

from odoo.tools import groupby

from .pinyin import to_pinyin

_SURNAMES = {
    "黄": 15, "农": 9, "陆": 8, "韦": 8, "李": 7, "梁": 6, "覃": 6, "罗": 5, "许": 4, "王": 4,
    "蒙": 3, "岑": 3, "凌": 3, "周": 3, "何": 3, "赵": 3, "陈": 3, "杨": 2, "张": 2, "林": 2,
    "莫": 2, "谭": 2, "卢": 2, "吴": 2, "刘": 2, "苏": 1, "冯": 1, "邓": 1, "隆": 1, "零": 1,
    "马": 1, "唐": 1, "欧阳": 1,
}  # fmt: skip
_SURNAME_WEIGHTS = [*_SURNAMES], [*_SURNAMES.values()]
_MALE = "伟强军勇杰涛明超刚平辉鹏斌波健峰磊文华建国志海云春福荣德光永生成忠正龙武荣祥富贵元宝"
_FEMALE = "芳娜秀英敏静丽艳娟霞兰桂红玉梅凤花莲美珍燕琴香月翠云春荣彩金连爱素雪慧莉萍青妹小"
_BOTH = "世新天佳思宇子浩晓俊家佩廷仕朝绍廷安东南卫少庆学兴汉启泽"
_SINGLE_SHARE = 0.14
"""Share of given names of one character."""
_GIVEN = {"1": _MALE + _BOTH, "2": _FEMALE + _BOTH}
_SAME_SOUND = {
    sound: "".join(characters)
    for sound, characters in groupby(
        sorted({*_MALE, *_FEMALE, *_BOTH}), key=lambda character: to_pinyin(character)[1]
    )
    if len(characters) > 1
}


def draw_surname(random):
    return random.choices(*_SURNAME_WEIGHTS)[0]


def draw_given_name(random, sex):
    """:param sex: GB/T 2261.1, ``"1"`` or ``"2"``"""
    length = 1 if random.random() < _SINGLE_SHARE else 2
    return "".join(random.choices(_GIVEN[sex], k=length))


def mistype_name(random, name):
    """The name with one character of the same sound; the name itself if there is none."""
    places = [i for i in range(1, len(name)) if to_pinyin(name[i])[1] in _SAME_SOUND]
    if not places:
        return name
    place = random.choice(places)
    others = _SAME_SOUND[to_pinyin(name[place])[1]].replace(name[place], "")
    return name[:place] + random.choice(others) + name[place + 1 :]
