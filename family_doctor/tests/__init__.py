from . import (
    test_family_scorecard,
    test_family_statistic,
    test_duty_windows,
    test_family_duty,
    test_family_service,
    test_health_indicator_family,
    test_synthetic_county_family,
)
