{
    "name": "Service Obligations",
    "summary": "What a supplier owes, what was claimed and accepted, and why the rest doesn't count",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Services/Project",
    "depends": ["service_project"],
    "data": [
        "security/ir.model.access.csv",
        "security/service_obligation_rules.xml",
        "data/service_rule_data.xml",
        "data/ir_cron.xml",
    ],
}
