{
    "name": "Service Projects",
    "summary": "Services bought for a group of people: the project, its roster, who works on it",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Services/Project",
    "application": True,
    "depends": ["evidence", "resident", "safe_spreadsheet", "project"],
    "data": [
        "security/service_project_groups.xml",
        "security/ir.model.access.csv",
        "security/service_project_rules.xml",
        "data/service_rule_data.xml",
        "views/service_project_menus.xml",
    ],
}
