"""The columns of a list of past follow-ups: those of every list, and the boxes of the form."""

from odoo.addons.safe_spreadsheet.tools import Column

DRUGS = 3
"""As the national forms have lines for three drugs."""

# The headings are Chinese: they are what stands in the files. The first is that of the template.
PERSON = (
    Column(
        "identity_number", ("身份证号", "身份证号码", "公民身份号码", "证件号码"), required=True
    ),
    Column("name", ("姓名", "居民姓名", "患者姓名"), required=True),
)
DATE = Column("date", ("随访日期", "随访时间"), kind="date", required=True)
WAY = Column("way", ("随访方式",))
PAPER_WAYS = {"门诊": "1", "家庭": "2", "电话": "3"}
DOCTOR = Column("doctor_id", ("随访医生", "随访医生签名", "责任医生"))
HINTS = {
    "identity_number": "18位，居民须已建档",
    "name": "须与档案一致",
    "date": "如 2025-03-18",
    "way": "1 门诊 2 家庭 3 电话",
    "doctor_id": "本机构用户的姓名或登录名；不填则记为导入人",
}
KINDS = {"integer": "integer", "float": "number", "monetary": "number", "date": "date"}
"""Kind of the column of a field; whatever isn't here is text."""
ANSWERS = ("char", "text", "selection", "boolean", "many2one", "many2many", *KINDS)


def get_columns(followups, names):
    """Columns of a list.

    :param followups: empty follow-ups of the model the visits are kept in
    :param names: boxes of the form; two with the same label also show their technical names
    """
    fixed = {column.name: column for column in (*PERSON, DATE, WAY, DOCTOR)}
    taken = {header for column in fixed.values() for header in column.headers}
    boxes = []
    for name in names:
        if name in fixed:
            continue
        field = followups._fields[name]
        label = field.get_description(followups.env, ["string"])["string"]
        if label in taken:
            label = f"{label}（{name}）"
        taken.add(label)
        boxes.append(Column(name, (label, name), kind=KINDS.get(field.type, "text")))
    return (*fixed.values(), *boxes, *_get_drug_columns())


def _get_drug_columns():
    for number in range(1, DRUGS + 1):
        yield Column(f"drug_{number}", (f"药物名称{number}", f"用药{number}"))
        yield Column(f"drug_{number}_times", (f"每日次数{number}",), kind="integer")
        yield Column(f"drug_{number}_amount", (f"每次用量{number}",), kind="number")
        yield Column(f"drug_{number}_unit", (f"用量单位{number}",))
