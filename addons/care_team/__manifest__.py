{
    "name": "Practitioners and Care Teams",
    "summary": "Who treats and who may sign, in which team, for which villages, on which day",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Human Resources",
    "application": True,
    "depends": ["dated_rule", "hr", "server_guard"],
    "data": [
        "security/care_team_groups.xml",
        "security/ir.model.access.csv",
        "security/care_team_rules.xml",
        "data/care.licence.kind.csv",
        "data/care_rule_data.xml",
        "data/mail_activity_type_data.xml",
        "data/ir_cron_data.xml",
    ],
}
