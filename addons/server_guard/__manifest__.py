{
    "name": "Server Guard",
    "summary": "No client forges what the system fills, or links to what he may not see",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Tools",
    "depends": ["org_unit"],
}
