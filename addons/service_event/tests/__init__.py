from . import (
    test_event_claim,
    test_event_event,
    test_event_registration,
    test_event_report,
    test_event_sign_in,
    test_event_sign_in_ui,
    test_service_tracking,
)
