{
    "name": "Devices and Employees",
    "summary": "A device keeps its custodian, whatever Odoo's employees say",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Supply Chain/Maintenance",
    "depends": ["equipment_asset", "hr_maintenance"],
    "data": ["security/equipment_hr_groups.xml"],
    "auto_install": True,
}
