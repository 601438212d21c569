"""Who may depend on whom: the arrows of the README diagram, held as data.

An add-on that is not in this table, or an arrow that is not in its line, fails
`test_boundaries`. Draw the new arrow in the README in the same commit.
"""

FOUNDATIONS = {
    "access_audit",
    "care_team",
    "dated_rule",
    "device_message",
    "dual_control",
    "evidence",
    "indicator",
    "l10n_cn_civil",
    "org_unit",
    "report_weasyprint",
    "safe_spreadsheet",
    "server_guard",
    "unit_content",
}

# add-on: (arrows to our own add-ons, arrows to Odoo and OCA add-ons)
ARROWS = {
    "safe_spreadsheet": ((), ("base_import", "web")),
    "l10n_cn_civil": (("safe_spreadsheet",), ("base", "web")),
    "org_unit": (("l10n_cn_civil",), ("mail",)),
    "server_guard": (("org_unit",), ()),
    "dated_rule": ((), ("base",)),
    "device_message": (("org_unit", "server_guard"), ()),
    "care_team": (("dated_rule", "server_guard"), ("hr",)),
    "dual_control": ((), ("mail",)),
    "evidence": ((), ("mail", "portal")),
    "report_weasyprint": ((), ("web",)),
    "contract_billing": (
        (
            "dated_rule",
            "dual_control",
            "evidence",
            "org_unit",
            "report_weasyprint",
            "safe_spreadsheet",
            "server_guard",
        ),
        ("account", "project", "report_xlsx"),
    ),
    "equipment_asset": (
        (
            "dated_rule",
            "dual_control",
            "evidence",
            "org_unit",
            "report_weasyprint",
            "safe_spreadsheet",
            "server_guard",
        ),
        ("barcodes", "maintenance", "report_xlsx"),
    ),
    "contract_equipment": (("contract_billing", "equipment_asset"), ()),
    "unit_content": (("org_unit", "server_guard"), ()),
    "equipment_hr": (("equipment_asset",), ("hr_maintenance",)),
    "access_audit": ((), ("base", "web")),
    "indicator": (("dated_rule", "org_unit"), ()),
    "resident": (
        ("access_audit", "dated_rule", "org_unit", "server_guard"),
        ("contacts", "phone_validation"),
    ),
    "health_archive": (
        ("evidence", "indicator", "report_weasyprint", "resident", "safe_spreadsheet"),
        (),
    ),
    "health_followup": (("health_archive",), ()),
    "health_exam": (("device_message", "health_archive"), ()),
    "family_agreement": (("care_team", "health_archive"), ()),
    "family_doctor": (
        ("family_agreement", "health_exam", "health_followup", "unit_content"),
        (),
    ),
    "service_project": (("evidence", "resident", "safe_spreadsheet"), ("project",)),
    "service_obligation": (("service_project",), ()),
    "veteran_services": (
        ("health_followup", "service_assessment", "service_event", "service_handover"),
        (),
    ),
    "service_assessment": (("report_weasyprint", "service_obligation"), ()),
    "service_event": (("service_ledger",), ("event",)),
    "service_handover": (("service_ledger",), ()),
    "service_ledger": (("report_weasyprint", "service_obligation"), ()),
    "health_device": (("equipment_asset", "health_exam"), ()),
}

# Models whose names a money add-on must never contain, by their first word.
PERSON_MODELS = ("resident", "health", "family", "veteran")
MONEY_ADDONS = ("contract_billing", "equipment_asset", "contract_equipment")
