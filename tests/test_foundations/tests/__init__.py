from . import (
    test_device_delivery,
    test_dual_control,
    test_dual_control_race,
    test_org_scope,
    test_server_guard,
    test_service_claim,
    test_service_claim_decision,
    test_service_claim_recount,
)
