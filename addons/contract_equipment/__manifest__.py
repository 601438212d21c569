{
    "name": "Contracts and Equipment",
    "summary": "Payment opens when the last piece is accepted; cards know contract, fund and bill",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "category": "Accounting/Contracts",
    "license": "AGPL-3",
    "depends": ["contract_billing", "equipment_asset"],
    "data": [
        "security/ir.model.access.csv",
        "security/contract_equipment_rules.xml",
        "wizards/contract_delivery_plan_views.xml",
        "views/billing_line_views.xml",
        "views/equipment_delivery_views.xml",
        "views/project_project_views.xml",
        "views/maintenance_equipment_views.xml",
    ],
    "auto_install": True,
}
