from . import test_equipment_kit, test_maintenance_equipment
