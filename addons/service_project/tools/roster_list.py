"""The list of people that a centre keeps outside, as it is imported into a roster."""

import re

from odoo.addons.safe_spreadsheet.tools import Column, normalize

COLUMNS = (
    Column("name", ("姓名",), required=True),
    Column("identity_number", ("身份证号", "身份证号码", "公民身份号码"), required=True),
    Column("category", ("优抚类别", "人员类别", "类别"), required=True),
    Column("certificate_number", ("证件编号", "优抚证编号", "证书编号")),
    Column("disability_grade", ("残疾等级", "伤残等级")),
    Column("entry_date", ("列入日期", "纳入日期"), kind="date"),
    Column("external_ref", ("平台编号", "龙岗家医编号")),
    Column("phone", ("联系电话", "手机", "电话")),
    Column("street", ("户籍地址", "住址", "地址")),
)
NUMERALS = {word: grade for grade, word in enumerate("一二三四五六七八九十", 1)}
_GRADE = re.compile(r"([1-9]|10|[一二三四五六七八九十])级?")


def read_grade(text):
    """Disability grade as people write it (``6``, ``六级``, ``无``); 0 for none, ``None`` if wrong."""
    word = normalize(text or "")
    if word in ("", "无", "0", "—", "-"):
        return 0
    found = _GRADE.fullmatch(word)
    if not found:
        return None
    return NUMERALS.get(found[1]) or int(found[1])
