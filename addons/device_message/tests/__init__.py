from . import (
    test_astm_frame,
    test_astm_record,
    test_device_listener,
    test_device_message,
    test_device_message_access,
    test_device_result,
    test_device_source,
    test_fuzz,
    test_hl7_message,
    test_inbox,
    test_mllp_frame,
    test_value,
)
