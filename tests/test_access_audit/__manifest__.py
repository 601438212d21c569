{
    "name": "Test Access Audit",
    "summary": "Models on which the access audit is tested",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Hidden/Tests",
    "depends": ["access_audit"],
    "data": ["security/ir.model.access.csv"],
}
