from . import (
    test_contact,
    test_service_template,
    test_service_care,
    test_service_care_contact,
    test_service_care_privacy,
    test_service_demo,
    test_service_handover,
)
