{
    "name": "Dual Control",
    "summary": "Nobody approves their own document: request, approve, return with a reason",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Tools",
    "depends": ["mail"],
    "data": [
        "security/ir.model.access.csv",
        "data/mail_activity_type.xml",
        "wizards/dual_control_return_views.xml",
    ],
}
