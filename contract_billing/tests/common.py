from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.org_unit.tests.common import new_users

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

LINES = [
    ("category_workstation", "数字化公共卫生智能体检工作站", 17, 298000, 5066000, 0),
    ("category_kit", "智慧家医工作站（随访包）", 91, 23000, 2093000, 180),
    ("category_network", "前置机服务器、防火墙（基础网络安全设备）", 1, 100000, 100000, 0),
    ("category_interface", "系统接口费", 17, 20000, 340000, 0),
]
"""Annex of the Debao document: category, name, quantity, unit price, printed amount, promised."""

PLAN = [
    ("第一笔", 70, 5319300, "2025-07-30", 0, 62.3),
    ("第二笔", 20, 1519800, "2026-12-31", 2026, 45.2),
    ("第三笔", 10, 759000, "2027-12-31", 2027, 17.8),
]
"""Payment plan as printed: name, percent, printed amount, due date, fiscal year, fund percent."""

FUNDS = [
    ("基本公共卫生服务补助资金", 2020, 2024, 8529787.07),
    ("医疗服务与保障能力提升补助资金", 2020, 2024, 3366106.00),
    ("基本药物制度补助资金", 2023, 2024, 4257818.47),
]
ARRIVALS = [
    (0, "中央和自治区资金结余", 5305632.07, "arrived", "2025-01-01"),
    (0, "县级配套（已做请示，资金尚未到位）", 3224155.00, "expected", "2026-12-31"),
    (1, "剩余尚未使用金额", 3366106.00, "arrived", "2025-01-01"),
    (2, "2023年结余", 2903964.33, "arrived", "2025-01-01"),
    (2, "2024年结余", 1353854.14, "arrived", "2025-01-01"),
]


class BillingCase(TransactionCase):
    """The Debao contract as its document prints it, and one user per role.

    ``bureau`` is the purchaser, ``hospitals`` the 17 owners below it; set ``clinic_count`` to add
    village clinics below the first hospitals and ``with_debao`` to False to start without contract.
    Everything is created by the users whose work it is.
    """

    clinic_count = 0
    with_debao = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=True))
        cls._create_units()
        cls._create_users()
        cls.supplier = cls.env["res.partner"].create(
            {"name": "示例供应商", "is_company": True, "enterprise_size": "sme"}
        )
        if cls.with_debao:
            cls.contract = cls._create_debao()
            cls.m1, cls.m2, cls.m3 = cls.contract.milestone_ids.sorted("sequence")

    @classmethod
    def _create_units(cls):
        unit = cls.env["org.unit"]
        cls.bureau = unit.create({"name": "测试县卫生健康局", "code": "TB", "kind": "bureau"})
        cls.hospitals = unit.create(
            [
                {
                    "name": f"测试卫生院{number:02}",
                    "code": f"TH{number:02}",
                    "kind": "township_hospital",
                    "parent_id": cls.bureau.id,
                }
                for number in range(1, 18)
            ]
        )
        cls.clinics = unit.create(
            [
                {
                    "name": f"测试村卫生室{number:03}",
                    "code": f"TC{number:03}",
                    "kind": "village_clinic",
                    "parent_id": cls.hospitals[number % 17].id,
                }
                for number in range(cls.clinic_count)
            ]
        )
        cls.stranger_bureau = unit.create({"name": "外县卫健局", "code": "TX", "kind": "bureau"})

    @classmethod
    def _create_users(cls):
        def user(login, role, unit):
            groups = f"contract_billing.group_contract_{role}" if role else "base.group_user"
            unit_and_zone = {"org_unit_id": unit.id, "tz": "Asia/Shanghai"}
            return {"login": login, "groups": groups} | unit_and_zone

        (
            cls.viewer, cls.officer, cls.finance, cls.approver, cls.hospital_clerk,
            cls.village_doctor, cls.stranger,
        ) = new_users(
            cls.env,
            user("t_viewer", "viewer", cls.bureau),
            user("t_officer", "officer", cls.bureau),
            user("t_finance", "finance", cls.bureau),
            user("t_approver", "approver", cls.bureau),
            user("t_hospital", "finance", cls.hospitals[0]),
            user("t_doctor", None, cls.hospitals[0]),
            user("t_stranger", "approver", cls.stranger_bureau),
        )  # fmt: skip

    @classmethod
    def _create_debao(cls, **vals):
        """Return the Debao contract in draft, drawn up by the officer; funds kept by finance."""
        cls.funds = cls._create_funds()
        contract = (
            cls.env["project.project"]
            .with_user(cls.officer)
            .create(
                {
                    "name": "2025年德保县公共卫生服务能力提升项目",
                    "is_contract": True,
                    "contract_number": "T-DB-2025-001",
                    "contract_kind": "goods_services",
                    "org_unit_id": cls.bureau.id,
                    "supplier_id": cls.supplier.id,
                    "stated_total": 7599000,
                    "owner_ids": [
                        Command.create({"org_unit_id": unit.id}) for unit in cls.hospitals
                    ],
                    "line_ids": [Command.create(cls._line_vals(*line)) for line in LINES],
                    **vals,
                }
            )
        )
        cls.env["project.milestone"].with_user(cls.officer).create(
            [
                cls._milestone_vals(contract, sequence, fund, *row)
                for sequence, (fund, row) in enumerate(zip(cls.funds, PLAN, strict=True), 1)
            ]
        )
        return contract.with_env(cls.env)

    @classmethod
    def _create_funds(cls):
        funds = (
            cls.env["billing.fund"]
            .with_user(cls.finance)
            .create(
                [
                    {
                        "name": name,
                        "purpose": name,
                        "org_unit_id": cls.bureau.id,
                        "year_from": first,
                        "year_to": last,
                        "approved_amount": amount,
                    }
                    for name, first, last, amount in FUNDS
                ]
            )
        )
        cls.env["billing.fund.arrival"].with_user(cls.finance).create(
            [
                {"fund_id": funds[at].id, "name": name, "amount": sum_, "state": state, "date": day}
                for at, name, sum_, state, day in ARRIVALS
            ]
        )
        return funds.with_env(cls.env)

    @classmethod
    def _line_vals(cls, category, name, quantity, price, stated, needed):
        return {
            "category_id": cls.env.ref(f"contract_billing.{category}").id,
            "name": name,
            "quantity": quantity,
            "unit_price": price,
            "stated_amount": stated,
            "needed_quantity": needed,
            "clause": "附件",
        }

    @classmethod
    def _milestone_vals(cls, contract, sequence, fund, name, percent, stated, due, year, printed):
        conditions = [{"kind": "fiscal_year", "fiscal_year": year, "from_source": True}]
        if not year:
            conditions = [
                {"kind": "signed", "from_source": True},
                {"kind": "delivered", "from_source": True},
                {"kind": "accepted"},
            ]
        return {
            "project_id": contract.id,
            "sequence": sequence,
            "name": name,
            "percentage": percent,
            "stated_amount": stated,
            "deadline": due,
            "clause": f"三（三）{sequence}",
            "condition_ids": [Command.create(vals) for vals in conditions],
            "fund_line_ids": [Command.create({"fund_id": fund.id, "stated_percentage": printed})],
        }

    @classmethod
    def _sign(cls, contract, sign_date="2025-05-15"):
        """Review, approve, attach the signed copy, sign and put in force, each by its role."""
        officer = contract.with_user(cls.officer)
        officer.sign_date = sign_date
        officer.action_submit_review()
        contract.with_user(cls.approver).action_approve()
        officer._add_evidence("合同.pdf", PDF, requirement_code="signed_copy")
        approver = contract.with_user(cls.approver)
        approver.action_sign()
        approver.action_activate()

    @classmethod
    def _accept_all(cls, contract, date="2025-06-30"):
        """Deliver and accept every piece of every line on ``date``."""
        for line in contract.line_ids.with_user(cls.officer):
            line.write(
                {
                    "delivered_quantity": line.quantity,
                    "accepted_quantity": line.quantity,
                    "accepted_date": date,
                }
            )

    @classmethod
    def _request(cls, milestone):
        """Return a submitted payment request over all that may be paid today."""
        action = milestone.with_user(cls.finance).action_request_payment()
        request = cls.env["billing.request"].with_user(cls.finance).browse(action["res_id"])
        request.action_submit()
        return request

    @classmethod
    def _request_and_approve(cls, milestone):
        """Return a payment request over all that may be paid today, approved by a second person."""
        request = cls._request(milestone)
        request.with_user(cls.approver).action_approve()
        return request

    @classmethod
    def _pay(cls, bills, amount=None, date=None):
        """Pay posted ``bills`` in full, or ``amount`` of a single one; returns the payments."""
        vals = {key: value for key, value in (("amount", amount), ("payment_date", date)) if value}
        register = cls.env["account.payment.register"].with_user(cls.finance)
        context = {"active_model": "account.move", "active_ids": bills.ids}
        return register.with_context(**context).create(vals)._create_payments()

    @classmethod
    def _other_contract(cls):
        """Return another contract of the bureau, a draft with one line."""
        line = cls._line_vals("category_service", "健康服务", 1, 300000, 300000, 0)
        return (
            cls.env["project.project"]
            .with_user(cls.officer)
            .create(
                {
                    "name": "另一合同",
                    "is_contract": True,
                    "org_unit_id": cls.bureau.id,
                    "line_ids": [Command.create(line)],
                }
            )
        )

    @classmethod
    def _create_second_approver(cls):
        """Return one more approver of the bureau."""
        return new_test_user(
            cls.env,
            login="t_approver2",
            groups="contract_billing.group_contract_approver",
            org_unit_id=cls.bureau.id,
        )
