from . import (
    test_evidence_access,
    test_evidence_integrity,
    test_evidence_item,
    test_evidence_mixin,
    test_evidence_package,
    test_evidence_package_mixin,
    test_evidence_package_page,
    test_evidence_seal,
    test_evidence_upload,
)
