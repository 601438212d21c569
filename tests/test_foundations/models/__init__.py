from . import (
    test_device_sample,
    test_dual_document,
    test_guarded_record,
    test_scoped_record,
    test_service_record,
)
