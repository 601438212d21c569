{
    "name": "Test Evidence",
    "summary": "Models on which evidence, seal and hand-over package are tested",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden/Tests",
    "depends": ["evidence"],
    "data": [
        "security/test_evidence_groups.xml",
        "security/ir.model.access.csv",
        "security/test_evidence_rules.xml",
    ],
}
