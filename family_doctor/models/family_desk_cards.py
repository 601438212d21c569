"""What the work desk of a doctor counts, as data."""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

DUTY = "family_doctor.family_duty_action"
SERVICE = "family_doctor.family_service_action"
AGREEMENT = "family_agreement.family_agreement_action"
NOTICE = "unit_content.content_notice_action"
UNSERVED = "family_doctor.family_agreement_unserved_action"


@dataclass(frozen=True)
class DeskCard:
    """One number of the desk: the records of ``model`` in ``domain``, listed by ``action``.

    In a domain ``"$uid"``, ``"$today"``, ``"$month"`` (first day of this month), ``"$week"`` (in
    seven days) and ``"$teams"`` (those the user leads) stand for what they are when it is opened.
    """

    section: str
    key: str
    label: str
    model: str
    action: str
    domain: list
    icon: str
    tone: str = "primary"
    group: str = "care_team.group_member"


CARDS = [
    DeskCard("remind", "today", _lt("Due or planned today"), "family.duty", DUTY,
             [["user_id", "=", "$uid"], ["state", "=", "open"],
              "|", ["planned_date", "=", "$today"], ["date_due", "=", "$today"]],
             "fa-calendar-check-o"),
    DeskCard("remind", "overdue", _lt("Overdue"), "family.duty", DUTY,
             [["user_id", "=", "$uid"], ["state", "=", "open"], ["date_due", "<", "$today"]],
             "fa-exclamation-circle", "danger"),
    DeskCard("remind", "week", _lt("Due in the next 7 days"), "family.duty", DUTY,
             [["user_id", "=", "$uid"], ["state", "=", "open"], ["date_due", ">", "$today"],
              ["date_due", "<=", "$week"]],
             "fa-calendar"),
    DeskCard("remind", "unconfirmed", _lt("Not confirmed by the resident"), "family.duty", DUTY,
             [["user_id", "=", "$uid"], ["state", "=", "unconfirmed"]],
             "fa-pencil-square-o", "warning"),
    DeskCard("remind", "drafts", _lt("Service records not signed yet"), "family.service", SERVICE,
             [["user_id", "=", "$uid"], ["state", "=", "draft"]], "fa-file-o", "warning"),
    DeskCard("remind", "expiring", _lt("Agreements to be renewed"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["is_renewable", "=", True]],
             "fa-hourglass-end", "warning"),
    DeskCard("messages", "returned", _lt("Agreements returned"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["state", "=", "returned"]], "fa-undo", "danger"),
    DeskCard("messages", "notices", _lt("Unread notices"), "content.notice", NOTICE,
             [["is_unread", "=", True], ["state", "=", "published"], ["date_from", "<=", "$today"],
              "|", ["date_to", "=", False], ["date_to", ">=", "$today"]],
             "fa-bullhorn", "warning"),
    # requests to read a notice are counted with the notices
    DeskCard("messages", "activities", _lt("Messages and reminders"), "mail.activity", "",
             [["user_id", "=", "$uid"], ["res_model", "!=", "content.notice"]], "fa-bell-o"),
    DeskCard("messages", "transfers", _lt("Transfers for you to decide"), "family.transfer",
             "family_agreement.family_transfer_action",
             [["from_team_id", "in", "$teams"], ["state", "=", "requested"]],
             "fa-exchange", "warning", "care_team.group_leader"),
    DeskCard("messages", "review", _lt("Agreements for you to review"), "family.agreement",
             AGREEMENT, [["state", "=", "submitted"], ["submitted_by_id", "!=", "$uid"]],
             "fa-gavel", "warning", "care_team.group_reviewer"),
    DeskCard("archive", "signed", _lt("Signed with me"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["state", "in", ["signed", "active", "expiring"]]],
             "fa-handshake-o", "success"),
    DeskCard("archive", "unsigned", _lt("Drafts not signed"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["state", "=", "draft"]], "fa-pencil"),
    DeskCard("archive", "submitted", _lt("Waiting for review"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["state", "=", "submitted"]], "fa-clock-o"),
    DeskCard("archive", "unserved", _lt("Signed but not served"), "family.agreement", UNSERVED,
             [["doctor_user_id", "=", "$uid"], ["is_unserved", "=", True]],
             "fa-user-times", "danger"),
    DeskCard("archive", "team_unserved", _lt("My team: signed but not served"), "family.agreement",
             UNSERVED, [["team_id", "in", "$teams"], ["is_unserved", "=", True]],
             "fa-users", "danger", "care_team.group_leader"),
    DeskCard("month", "month_signed", _lt("Signed this month"), "family.agreement", AGREEMENT,
             [["doctor_user_id", "=", "$uid"], ["sign_date", ">=", "$month"],
              ["state", "not in", ["draft", "returned", "void"]]],
             "fa-handshake-o", "success"),
    DeskCard("month", "month_done", _lt("Signed services done this month"), "family.duty", DUTY,
             [["done_by_id", "=", "$uid"], ["done_date", ">=", "$month"]],
             "fa-check-square-o", "success"),
    DeskCard("month", "month_home", _lt("Of these at home"), "family.duty", DUTY,
             [["done_by_id", "=", "$uid"], ["done_date", ">=", "$month"], ["way", "=", "2"]],
             "fa-home", "success"),
    DeskCard("month", "month_services", _lt("Service records this month"), "family.service",
             SERVICE,
             [["user_id", "=", "$uid"], ["date", ">=", "$month"], ["state", "=", "done"],
              ["superseded_by_id", "=", False]],
             "fa-file-text-o", "success"),
]  # fmt: skip
"""Domains are lists, not tuples: the term extractor takes a tuple's first word for a label."""
