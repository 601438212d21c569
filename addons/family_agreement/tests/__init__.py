from . import (
    test_family_agreement,
    test_family_agreement_bounds,
    test_family_agreement_end,
    test_family_agreement_entry,
    test_family_agreement_print,
    test_family_agreement_ui,
    test_family_package,
    test_family_scan_token,
    test_family_template,
    test_health_archive,
    test_hr_employee,
    test_term,
)
