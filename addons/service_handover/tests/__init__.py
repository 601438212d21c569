from . import (
    test_lines,
    test_service_handover,
    test_service_handover_access,
    test_service_handover_package,
    test_service_handover_page,
    test_service_handover_receipt,
    test_service_handover_ui,
)
