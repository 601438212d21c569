{
    "name": "Test Foundations",
    "summary": "Models on which the mixins of the foundations are tested",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden/Tests",
    "depends": ["device_message", "dual_control", "org_unit", "server_guard", "service_obligation"],
    "data": [
        "security/test_foundations_groups.xml",
        "security/ir.model.access.csv",
        "security/test_foundations_rules.xml",
    ],
}
