from . import (
    test_service_duty,
    test_service_entry,
    test_service_entry_claim,
    test_service_entry_version,
    test_service_feedback,
    test_service_feedback_link,
    test_service_quick_entry,
    test_service_quick_entry_ui,
    test_service_ticket,
    test_service_visit,
)
