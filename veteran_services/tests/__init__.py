from . import (
    test_contact,
    test_obligation_ledger,
    test_event_tracking,
    test_service_template,
    test_service_category,
    test_service_care,
    test_service_care_contact,
    test_service_care_privacy,
    test_service_case,
    test_service_demo,
    test_service_incident,
    test_service_offer,
)
