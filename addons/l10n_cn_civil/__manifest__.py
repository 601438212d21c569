{
    "name": "China - Civil Basics",
    "summary": "Regions, identity numbers, credit codes and amounts in words",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Localization",
    "depends": ["base", "web", "safe_spreadsheet"],
    "external_dependencies": {"python": ["cn2an", "python-stdnum"]},
    "data": [
        "security/ir.model.access.csv",
        "security/l10n_cn_civil_rules.xml",
        "wizards/cn_region_import_views.xml",
        "views/cn_region_views.xml",
    ],
    "assets": {"web.assets_backend": ["l10n_cn_civil/static/src/**/*"]},
    "post_init_hook": "load_regions",
}
