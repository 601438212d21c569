"""The roles of the suite, in one place: every matrix and every probe reads this table."""

from typing import NamedTuple


class Role(NamedTuple):
    """One kind of user: groups as XML ids, unit as a key of UNITS."""

    key: str
    groups: str = "base.group_user"
    unit: str | None = None
    reads_debao: bool = False
    reads_devices: bool = False

    @property
    def login(self):
        """Login and password; prefixed, because demo users have the plain names."""
        return f"suite_{self.key}"


CONTRACT = "contract_billing.group_contract_"
EQUIPMENT = "equipment_asset.group_equipment_"
ORG = "org_unit.group_org_unit_"
EVIDENCE = "evidence.group_evidence_"
RESIDENT = "resident.group_"
EXAM = "health_exam.group_exam_"
INDICATOR = "indicator.group_indicator_"
DEVICE = "device_message.group_device_"
CARE = "care_team.group_"
SERVICE = "service_project.group_service_"

# None: a unit made by SuiteCase, because no demo unit plays the part.
UNITS = {
    "debao": "org_unit.unit_debao",
    "debao_clinic": None,
    "other_county": None,
    "root": "org_unit.unit_demo_root",
}

# Columns of the access matrix. Record rules do not show there, so one unit is enough.
ROLES = (
    Role("public", "base.group_public"),
    Role("portal", "base.group_portal"),
    Role("employee", "base.group_user", "debao"),
    Role("resident_user", RESIDENT + "resident_user", "debao"),
    Role("health_reader", RESIDENT + "health_reader", "debao"),
    Role("village_doctor", RESIDENT + "village_doctor", "debao"),
    Role("health_doctor", RESIDENT + "health_doctor", "debao"),
    Role("health_manager", RESIDENT + "health_manager", "debao"),
    Role("health_sensitive", RESIDENT + "health_sensitive", "debao"),
    Role("exam_staff", EXAM + "staff", "debao"),
    Role("exam_chief", EXAM + "chief", "debao"),
    Role("exam_manager", EXAM + "manager", "debao"),
    Role("indicator_viewer", INDICATOR + "viewer", "debao"),
    Role("indicator_manager", INDICATOR + "manager", "debao"),
    Role("auditor", "access_audit.group_auditor", "debao"),
    Role("contract_viewer", CONTRACT + "viewer", "debao", True),
    Role("contract_officer", CONTRACT + "officer", "debao", True),
    Role("contract_finance", CONTRACT + "finance", "debao", True),
    Role("contract_approver", CONTRACT + "approver", "debao", True),
    Role("equipment_viewer", EQUIPMENT + "viewer", "debao", reads_devices=True),
    Role("equipment_custodian", EQUIPMENT + "custodian", "debao", reads_devices=True),
    Role("equipment_officer", EQUIPMENT + "officer", "debao", reads_devices=True),
    Role("equipment_manager", EQUIPMENT + "manager", "debao", reads_devices=True),
    Role("device_operator", DEVICE + "operator", "debao"),
    Role("device_manager", DEVICE + "manager", "debao"),
    Role("device_central", DEVICE + "central", "debao"),
    Role("care_member", CARE + "member", "debao"),
    Role("care_leader", CARE + "leader", "debao"),
    Role("care_reviewer", CARE + "reviewer", "debao"),
    Role("care_manager", CARE + "manager", "debao"),
    Role("service_viewer", SERVICE + "viewer", "debao"),
    Role("service_coordinator", SERVICE + "coordinator", "debao"),
    Role("service_physician", SERVICE + "physician", "debao"),
    Role("service_manager", SERVICE + "manager", "debao"),
    Role("content_editor", "unit_content.group_content_editor", "debao"),
    Role("org_manager", ORG + "manager", "debao"),
    Role("evidence_manager", EVIDENCE + "manager", "debao"),
)

# The same rights in a unit above Debao: sees what Debao sees.
ABOVE = (Role("county_auditor", CONTRACT + "viewer", "root", True),)

# Who must not see the Debao contract through any path. The right to export makes the
# stronger attacker: nobody is saved by lacking it.
EXPORT = ",base.group_allow_export"
STRANGERS = (
    Role("stranger_officer", CONTRACT + "officer" + EXPORT, "other_county"),
    Role("stranger_finance", CONTRACT + "finance" + EXPORT, "other_county"),
    Role("stranger_approver", CONTRACT + "approver" + EXPORT, "other_county"),
    Role("stranger_clinic", CONTRACT + "officer" + EXPORT, "debao_clinic"),
    Role("stranger_equipment", EQUIPMENT + "manager" + EXPORT, "other_county"),
    Role("stranger_doctor", RESIDENT + "health_manager" + EXPORT, "debao_clinic"),
    Role("stranger_service", SERVICE + "manager" + EXPORT, "debao"),
    Role("stranger_portal", "base.group_portal"),
)

READER = next(role for role in ROLES if role.key == "contract_viewer")
DEVICE_READER = next(role for role in ROLES if role.key == "equipment_viewer")
# The same over HTTP, where a call takes longer: the strongest of each kind is enough.
CALLERS = tuple(
    role
    for role in STRANGERS
    if role.key in ("stranger_approver", "stranger_equipment", "stranger_doctor", "stranger_portal")
)
