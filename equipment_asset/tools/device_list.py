"""The columns of a device list as county offices keep it (固定资产卡片, GB/T 14885 cards)."""

from odoo.addons.safe_spreadsheet.tools import Column

# Column name = card field. The headings are what stands in the offices' own lists, in Chinese.
COLUMNS = (
    Column("asset_number", ("资产编号", "固定资产编号", "卡片编号")),
    Column("name", ("名称", "资产名称", "设备名称"), required=True),
    Column("class_id", ("分类代码", "资产分类代码", "资产分类")),
    Column("brand", ("品牌",)),
    Column("model", ("规格型号", "型号", "规格")),
    Column("serial_no", ("序列号", "出厂编号", "SN")),
    Column("quantity", ("数量",), kind="number"),
    Column("uom", ("计量单位",)),
    Column("unit_price", ("单价",), kind="money"),
    Column("original_value", ("原值", "价值", "账面原值"), kind="money"),
    Column("value_kind", ("价值类型",)),
    Column("acquisition_method", ("取得方式",)),
    Column("acquisition_date", ("取得日期", "购置日期"), kind="date"),
    Column("procurement_method", ("采购方式", "采购组织形式")),
    Column("contract_reference", ("合同号", "合同编号")),
    Column("invoice_reference", ("发票号", "发票号码")),
    Column("partner_id", ("供应商", "销售单位")),
    Column("fund_reference", ("经费来源", "资金来源")),
    Column("usage_state", ("使用状况", "使用状态")),
    Column("org_unit_id", ("单位", "产权单位", "资产所属单位")),
    Column("using_unit_id", ("使用部门", "使用单位")),
    Column("owner_user_id", ("使用人", "保管人")),
    Column("place", ("存放地点", "存放位置")),
    Column("purpose", ("使用方向", "用途")),
    Column("booking_date", ("入账日期", "财务入账日期"), kind="date"),
    Column("voucher_number", ("记账凭证号", "会计凭证号")),
    Column("warranty_start", ("保修起", "保修开始日期"), kind="date"),
    Column("warranty_date", ("保修止", "保修截止日期"), kind="date"),
    Column("manufacturer_id", ("生产厂家", "生产企业")),
    Column("registration_number", ("注册证号", "医疗器械注册证号")),
    Column("device_class", ("管理类别", "医疗器械管理类别")),
    Column("udi", ("UDI", "医疗器械唯一标识")),
)
LABELS = {column.name: column.label for column in COLUMNS}
KINDS = {column.name: column.kind for column in COLUMNS}

# What a cell of these columns may say; the first word of each key is the one that is offered.
CHOICES = {
    "value_kind": {
        "original": ("原值",),
        "assessed": ("评估值", "评估价值"),
        "nominal": ("名义金额", "名义价值"),
    },
    "acquisition_method": {
        "purchase": ("购置", "采购", "新购"),
        "transfer": ("无偿调拨", "调拨", "调入"),
        "donation": ("接受捐赠", "捐赠"),
        "self_built": ("自建", "自制"),
        "surplus": ("盘盈",),
    },
    "procurement_method": {
        "open": ("公开招标",),
        "invited": ("邀请招标",),
        "negotiation": ("竞争性谈判",),
        "consultation": ("竞争性磋商",),
        "inquiry": ("询价",),
        "single": ("单一来源", "单一来源采购"),
        "framework": ("框架协议", "框架协议采购"),
        "direct": ("限额以下自行采购", "自行采购", "零星采购"),
    },
    # What is disposed of comes off the books: it is not in a list of what a unit has.
    "usage_state": {
        "in_use": ("在用", "使用"),
        "idle": ("闲置", "未使用"),
        "repair": ("维修", "维修中", "在修"),
        "to_dispose": ("待处置", "待报废"),
    },
    "device_class": {
        "none": ("非医疗器械", "无"),
        "1": ("Ⅰ", "I", "1", "Ⅰ类", "I类", "一类"),
        "2": ("Ⅱ", "II", "2", "Ⅱ类", "II类", "二类"),
        "3": ("Ⅲ", "III", "3", "Ⅲ类", "III类", "三类"),
    },
}
CHOICE_KEYS = {
    name: {word: key for key, words in choices.items() for word in words}
    for name, choices in CHOICES.items()
}

# Row 2 of the template: what to write below the heading.
HINTS = {
    "asset_number": "留空则自动编号",
    "name": "必填",
    "class_id": "GB/T 14885 代码或名称",
    "serial_no": "一台一行；有序列号时数量为 1",
    "quantity": "留空为 1",
    "unit_price": "元",
    "original_value": "元，等于数量×单价",
    "acquisition_date": "如 2026-03-01",
    "org_unit_id": "编码或全名；留空为本单位",
    "using_unit_id": "编码或全名；留空同“单位”",
    "owner_user_id": "姓名或登录名",
    "partner_id": "全称",
    "manufacturer_id": "全称",
} | {name: "/".join(words[0] for words in choices.values()) for name, choices in CHOICES.items()}
