from . import (
    test_score,
    test_service_assessment,
    test_service_assessment_cron,
    test_service_assessment_report,
    test_service_score_template,
)
