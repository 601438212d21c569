from . import (
    test_duty_windows,
    test_family_demo,
    test_family_desk,
    test_family_desk_ui,
    test_family_duty,
    test_family_duty_work,
    test_family_exposure,
    test_family_service,
    test_family_service_work,
)
