from . import (
    test_health_archive,
    test_hr_employee,
    test_family_agreement,
    test_family_agreement_end,
    test_term,
)
