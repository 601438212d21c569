{
    "name": "Dated Rules",
    "summary": "Thresholds, limits and targets as dated data with their source",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Tools",
    "depends": ["base"],
}
