"""The columns of a list of basic forms (个人基本信息表) as offices and other systems export it."""

from odoo.addons.safe_spreadsheet.tools import Column

# Column name = field of the person or of the archive. The headings are Chinese: they are what
# stands in the files. The first one is that of the template.
COLUMNS = (
    Column("archive_number", ("档案编号", "健康档案编号", "居民健康档案编号", "档案号", "编号")),
    Column("name", ("姓名", "居民姓名", "患者姓名"), required=True),
    Column("kind", ("证件类型", "身份证件类别", "证件类别")),
    Column(
        "identity_number",
        ("身份证号", "身份证号码", "公民身份号码", "证件号码", "证件号", "身份证"),
    ),
    Column("sex", ("性别",)),
    Column("birth_date", ("出生日期", "出生年月日", "生日"), kind="date"),
    Column("phone", ("本人电话", "联系电话", "电话", "手机", "手机号", "手机号码")),
    Column("contact_name", ("联系人姓名", "联系人")),
    Column("contact_phone", ("联系人电话",)),
    Column("work_unit", ("工作单位",)),
    Column("street", ("现住址", "居住地址", "家庭住址", "住址", "地址")),
    Column("registered_address", ("户籍地址", "户口所在地")),
    Column("village_id", ("村(居)委会", "村(居)委会名称", "村委会", "居委会", "行政村", "村")),
    Column("unit_id", ("管理机构", "管理单位", "责任机构", "建档机构", "建档单位")),
    Column("doctor_id", ("责任医生", "责任医生姓名")),
    Column("archive_date", ("建档日期", "建档时间"), kind="date"),
    Column("residence_type", ("常住类型", "居住类型")),
    Column("ethnic_group_id", ("民族",)),
    Column("blood_abo_id", ("血型", "ABO血型")),
    Column("blood_rh_id", ("RH", "RH血型")),
    Column("education_id", ("文化程度", "学历")),
    Column("occupation_id", ("职业",)),
    Column("marital_id", ("婚姻状况", "婚姻")),
    Column("payment_ids", ("医疗费用支付方式", "支付方式", "医疗付费方式")),
    Column("payment_other", ("其他支付方式",)),
    Column("allergy_ids", ("药物过敏史", "过敏史")),
    Column("allergy_other", ("其他药物过敏",)),
    Column("exposure_ids", ("暴露史",)),
    Column("disease_ids", ("既往史-疾病", "疾病史", "既往疾病", "既往史")),
    Column("surgery_ids", ("既往史-手术", "手术史", "手术")),
    Column("trauma_ids", ("既往史-外伤", "外伤史", "外伤")),
    Column("transfusion_ids", ("既往史-输血", "输血史", "输血")),
    Column("family_father_ids", ("家族史-父亲", "父亲")),
    Column("family_mother_ids", ("家族史-母亲", "母亲")),
    Column("family_sibling_ids", ("家族史-兄弟姐妹", "兄弟姐妹")),
    Column("family_child_ids", ("家族史-子女", "子女")),
    Column("family_other", ("家族史-其他",)),
    Column("genetic_history", ("遗传病史",)),
    Column("disability_ids", ("残疾情况", "残疾")),
    Column("disability_other", ("其他残疾",)),
    Column("env_kitchen_id", ("厨房排风设施", "厨房排风")),
    Column("env_fuel_id", ("燃料类型", "燃料")),
    Column("env_water_id", ("饮水", "饮水类型")),
    Column("env_toilet_id", ("厕所", "厕所类型")),
    Column("env_livestock_id", ("禽畜栏",)),
)
LABELS = {column.name: column.label for column in COLUMNS}
TEXTS = (
    "contact_name", "work_unit", "registered_address", "payment_other", "allergy_other",
    "family_other", "disability_other",
)  # fmt: skip
EVENTS = {"surgery_ids": "surgery", "trauma_ids": "trauma", "transfusion_ids": "transfusion"}
RELATIVES = {
    "family_father_ids": "father",
    "family_mother_ids": "mother",
    "family_sibling_ids": "sibling",
    "family_child_ids": "child",
}
# What a cell of these columns may say, in the words of the form.
CHOICES = {
    "sex": {"1": ("男", "男性"), "2": ("女", "女性"), "9": ("未说明的性别",), "0": ("未知的性别",)},
    "residence_type": {"1": ("户籍", "户籍人口"), "2": ("非户籍", "非户籍人口", "流动人口")},
}
CHOICE_KEYS = {
    name: {word: key for key, words in choices.items() for word in (key, *words)}
    for name, choices in CHOICES.items()
}
# Row above the headings of the template: what to write below them.
HINTS = {
    "archive_number": "17 位；留空则自动编号",
    "name": "必填",
    "kind": "留空为居民身份证",
    "identity_number": "18 位；没有身份证时填出生日期和性别",
    "sex": "1 男 2 女；有身份证可留空",
    "birth_date": "如 1953-06-15；有身份证可留空",
    "village_id": "名称或编码；留空为管理机构所在村",
    "unit_id": "名称或编码；留空为本次导入的单位",
    "doctor_id": "姓名或登录名",
    "archive_date": "留空为今天",
    "residence_type": "1 户籍 2 非户籍",
    "ethnic_group_id": "如 08 或 壮族",
    "payment_ids": "多选用顿号隔开，如 1、3",
    "allergy_ids": "多选用顿号隔开；1 为无",
    "exposure_ids": "多选用顿号隔开；1 为无",
    "disease_ids": "如 高血压(2015-03)、恶性肿瘤:肺癌(2019-05)；无填 1",
    "surgery_ids": "如 阑尾切除(2010-05-01)；无填 1",
    "trauma_ids": "如 骨折(2012-07-20)；无填 1",
    "transfusion_ids": "如 产后出血(1998-02-03)；无填 1",
    "genetic_history": "疾病名称；无填 1",
} | dict.fromkeys(RELATIVES, "多选用顿号隔开；1 为无")
