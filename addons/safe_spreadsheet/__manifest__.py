{
    "name": "Safe Spreadsheet",
    "summary": "Read users' spreadsheets safely and never export live formulas",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden/Tools",
    "depends": ["base_import", "web"],
    "external_dependencies": {"python": ["openpyxl", "xlsxwriter"]},
    "data": [
        "security/ir.model.access.csv",
        "security/safe_spreadsheet_rules.xml",
        "views/safe_spreadsheet_import_mixin_views.xml",
    ],
}
