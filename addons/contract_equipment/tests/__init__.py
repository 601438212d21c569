from . import (
    test_billing_condition,
    test_contract_delivery_plan,
    test_equipment_demo,
    test_maintenance_equipment,
)
