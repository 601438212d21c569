from . import (
    test_project_project,
    test_res_users,
    test_service_assignment,
    test_service_member,
    test_service_member_import,
    test_service_member_priority,
    test_service_privacy,
    test_service_qualification,
    test_service_roster_snapshot,
    test_service_ruling,
)
