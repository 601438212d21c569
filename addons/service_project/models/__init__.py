from . import (
    ir_rule,
    project_project,
    res_users,
    service_assignment,
    service_category,
    service_member,
    service_rule,
)
