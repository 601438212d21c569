{
    "name": "Organisation Units",
    "summary": "The tree of bureaus, hospitals and clinics, and what each user may see of it",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Human Resources",
    "application": True,
    "depends": ["l10n_cn_civil", "mail"],
    "data": [
        "security/org_unit_groups.xml",
        "security/ir.model.access.csv",
        "security/org_unit_rules.xml",
        "wizards/org_unit_import_views.xml",
        "views/org_unit_views.xml",
        "views/res_users_views.xml",
        "views/org_unit_menus.xml",
    ],
    "demo": [
        "demo/org_unit_demo.xml",
        "demo/org.unit.csv",
    ],
}
