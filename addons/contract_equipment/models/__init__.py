from . import (
    contract_link_mixin,
    billing_line,
    billing_line_share,
    billing_condition,
    equipment_delivery,
    equipment_delivery_item,
    maintenance_equipment,
    project_project,
)
