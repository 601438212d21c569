"""The heaps of work that the home screen counts, as data."""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

VIEWER = "contract_billing.group_contract_viewer"
OFFICER = "contract_billing.group_contract_officer"
FINANCE = "contract_billing.group_contract_finance"


@dataclass(frozen=True)
class HomeCard:
    """One heap of work: the records of ``model`` in ``domain``, for the users of ``group``.

    Domains are lists, not tuples: the term extractor takes a tuple's first word for a label.
    ``"uid"`` stands for the present user.
    """

    key: str
    section: str
    label: str
    model: str
    action: str
    domain: list
    amount: str = ""
    group: str = VIEWER
    tone: str = "info"
    icon: str = "fa-circle-o"


CARDS = [
    HomeCard(
        "returned", "decide", _lt("Payment requests returned to you"), "billing.request",
        "billing_request_action", [["state", "=", "returned"], ["requested_by_id", "=", "uid"]],
        "payable_total", FINANCE, "danger", "fa-reply",
    ),
    HomeCard(
        "returned_contract", "decide", _lt("Contracts returned to you"), "project.project",
        "project_project_action_contract",
        [
            ["is_contract", "=", True],
            ["approval_state", "=", "returned"],
            ["requested_by_id", "=", "uid"],
        ],
        "contract_amount", OFFICER, "danger", "fa-reply",
    ),
    HomeCard(
        "to_bill", "pay", _lt("Approved requests to be billed"), "billing.request",
        "billing_request_action", [["state", "=", "approved"]],
        "payable_total", FINANCE, "warning", "fa-file-text-o",
    ),
    HomeCard(
        "to_pay", "pay", _lt("Bills to be paid"), "account.move", "account_move_action_contract",
        [
            ["billing_request_id", "!=", False],
            ["state", "=", "posted"],
            ["payment_state", "in", ["not_paid", "partial"]],
        ],
        "amount_residual", FINANCE, "warning", "fa-money",
    ),
    HomeCard(
        "invoices", "pay", _lt("VAT invoices to be checked"), "billing.invoice",
        "billing_invoice_action", [["check_state", "=", "received"]],
        "amount", FINANCE, "info", "fa-search",
    ),
    HomeCard(
        "late_arrivals", "funds", _lt("Announced money that is late"), "billing.fund.arrival",
        "billing_fund_arrival_action", [["state", "=", "expected"], ["date", "<", "today"]],
        "amount", FINANCE, "danger", "fa-clock-o",
    ),
    HomeCard(
        "expiring_funds", "funds", _lt("Funds that expire within 90 days"), "billing.fund",
        "billing_fund_action", [["expiry_date", "<=", "today +90d"], ["free_total", ">", 0]],
        "free_total", FINANCE, "danger", "fa-hourglass-half",
    ),
    HomeCard(
        "due_soon", "pay", _lt("Instalments overdue or due within 30 days"), "project.milestone",
        "project_milestone_action_contract",
        [
            ["is_contract", "=", True],
            ["contract_stage", "in", ["signed", "active"]],
            ["deadline", "<=", "today +30d"],
            ["open_total", ">", 0],
        ],
        "open_total", VIEWER, "info", "fa-calendar",
    ),
    HomeCard(
        "drafts", "contracts", _lt("Contracts being drafted"), "project.project",
        "project_project_action_contract",
        [["is_contract", "=", True], ["contract_stage", "=", "draft"]],
        "contract_amount", OFFICER, "info", "fa-pencil",
    ),
    HomeCard(
        "review", "contracts", _lt("Contracts in review"), "project.project",
        "project_project_action_contract",
        [["is_contract", "=", True], ["contract_stage", "=", "review"]],
        "contract_amount", VIEWER, "warning", "fa-balance-scale",
    ),
    HomeCard(
        "findings", "contracts", _lt("Findings to be decided"), "billing.finding",
        "billing_finding_action", [["state", "=", "open"]], "", OFFICER, "danger", "fa-flag-o",
    ),
    HomeCard(
        "bonds", "contracts", _lt("Bonds due back"), "billing.bond", "billing_bond_action",
        [["state", "=", "due"]], "amount", OFFICER, "warning", "fa-shield",
    ),
    HomeCard(
        "qualifications", "contracts", _lt("Qualifications that expire within 60 days"),
        "billing.qualification.item", "billing_qualification_item_action",
        [["met", "=", "yes"], ["valid_until", "<=", "today +60d"]],
        "", OFFICER, "warning", "fa-certificate",
    ),
]  # fmt: skip
