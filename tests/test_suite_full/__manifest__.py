{
    "name": "Suite: tests across modules",
    "summary": "Access, boundaries, translations and screens of the whole suite",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden",
    "depends": [
        "contract_billing",
        "dual_control",
        "evidence",
        "l10n_cn_civil",
        "org_unit",
        "report_weasyprint",
        "safe_spreadsheet",
    ],
}
