{
    "name": "Examinations: Devices",
    "summary": "A result knows its device's serial number, and whether it was calibrated then",
    "version": "19.0.1.0.0",
    "author": "County Health Suite",
    "license": "AGPL-3",
    "category": "Health",
    "depends": ["equipment_asset", "health_exam"],
    "data": [
        "views/device_source_views.xml",
        "views/device_result_views.xml",
        "views/health_exam_views.xml",
        "views/health_reference_range_views.xml",
    ],
    "demo": ["demo/health_device_demo.xml"],
    "auto_install": True,
}
