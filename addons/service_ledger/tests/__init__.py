from . import test_service_entry, test_service_entry_claim, test_service_entry_version
